// What the compiler cannot see by itself: stylesheets imported for their effect, and the shape of our messages.
declare module '*.css'
declare module '@fontsource-variable/*'
