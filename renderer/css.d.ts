/** Style sheets are imported for their effect: the bundler turns them into linked files. */
declare module '*.css';
