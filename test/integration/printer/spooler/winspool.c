/*
 * A stand-in for winspool.drv and kernel32.dll: one printer "凭条打印机" whose queue and state are files in the folder named by
 * WINSPOOL_FOLDER. Documents are written to job-N.bin; status and job-status hold numbers in hexadecimal; a file "stuck"
 * keeps documents in the queue, "hang" makes the next call hang, "missing" makes the printer unknown.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef uint16_t wide;
typedef struct { const wide *name, *file, *type; } DocInfo;
typedef struct { void *pointers[13]; uint32_t attributes, priority, default_priority, start, until, status, jobs, ppm; } Info2;
typedef struct { uint32_t id; void *pointers[6]; uint32_t status, priority, position, total, printed; uint16_t time[8]; } Job1;
typedef struct { wide *name, *server; uint32_t attributes; } Info4;

static _Thread_local uint32_t last_error;
static FILE *document;
static const wide PRINTER[] = {0x51ed, 0x6761, 0x6253, 0x5370, 0x673a, 0};

static void place(char *path, const char *name) {
  snprintf(path, 500, "%s/%s", getenv("WINSPOOL_FOLDER"), name);
}

static int there(const char *name) {
  char path[500];
  place(path, name);
  return access(path, F_OK) == 0;
}

static uint32_t number_in(const char *name) {
  char path[500];
  unsigned value = 0;
  place(path, name);
  FILE *file = fopen(path, "r");
  if (file) {
    if (fscanf(file, "%x", &value) != 1) value = 0;
    fclose(file);
  }
  return value;
}

static int fail(uint32_t error) {
  last_error = error;
  return 0;
}

uint32_t GetLastError(void) { return last_error; }

int OpenPrinterW(const wide *name, void **handle, void *defaults) {
  if (there("hang")) for (;;) pause();
  if (there("missing") || memcmp(name, PRINTER, sizeof PRINTER) != 0) return fail(1801);
  *handle = (void *)0x7001;
  return 1;
}

int ClosePrinter(void *handle) { return 1; }

int StartDocPrinterW(void *handle, uint32_t level, const DocInfo *info) {
  static const wide RAW[] = {'R', 'A', 'W', 0};
  if (level != 1 || info->file != NULL || memcmp(info->type, RAW, sizeof RAW) != 0) return fail(87);
  if (there("denied")) return fail(5);
  char name[40], path[500];
  // Counted by what is in the folder: each test begins with an empty one.
  uint32_t job = 0;
  do snprintf(name, sizeof name, "job-%u.bin", ++job);
  while (there(name));
  place(path, name);
  document = fopen(path, "wb");
  return document ? (int)job : fail(5);
}

int StartPagePrinter(void *handle) { return 1; }

/* Takes no more than 100 bytes at once, as it is allowed to. */
int WritePrinter(void *handle, const uint8_t *bytes, uint32_t count, uint32_t *written) {
  *written = (uint32_t)fwrite(bytes, 1, count < 100 ? count : 100, document);
  return 1;
}

int EndPagePrinter(void *handle) { return 1; }

int EndDocPrinter(void *handle) {
  fclose(document);
  return 1;
}

int AbortPrinter(void *handle) { return 1; }

int GetPrinterW(void *handle, uint32_t level, uint8_t *buffer, uint32_t size, uint32_t *needed) {
  *needed = sizeof(Info2) + 64;
  if (level != 2) return fail(124);
  if (size < *needed) return fail(122);
  memset(buffer, 0, size);
  ((Info2 *)buffer)->status = number_in("status");
  ((Info2 *)buffer)->attributes = number_in("attributes");
  return 1;
}

int GetJobW(void *handle, uint32_t id, uint32_t level, uint8_t *buffer, uint32_t size, uint32_t *needed) {
  if (!there("stuck")) return fail(87);
  *needed = sizeof(Job1) + 64;
  if (size < *needed) return fail(122);
  memset(buffer, 0, size);
  ((Job1 *)buffer)->id = id;
  ((Job1 *)buffer)->status = number_in("job-status");
  return 1;
}

int SetJobW(void *handle, uint32_t id, uint32_t level, void *job, uint32_t command) {
  char name[40], path[500];
  if (command != 5) return fail(87);
  snprintf(name, sizeof name, "removed-%u", id);
  place(path, name);
  FILE *file = fopen(path, "w");
  if (file) fclose(file);
  return 1;
}

int EnumPrintersW(uint32_t flags, const wide *name, uint32_t level, uint8_t *buffer, uint32_t size, uint32_t *needed,
                  uint32_t *count) {
  *needed = sizeof(Info4) + sizeof PRINTER;
  *count = 0;
  if (level != 4) return fail(124);
  if (size < *needed) return fail(122);
  Info4 *info = (Info4 *)buffer;
  memset(buffer, 0, size);
  info->name = (wide *)(buffer + sizeof(Info4));
  memcpy(info->name, PRINTER, sizeof PRINTER);
  *count = 1;
  return 1;
}
