// Tailwind is the only transformation that our stylesheets need.
export default { plugins: { '@tailwindcss/postcss': {} } }
