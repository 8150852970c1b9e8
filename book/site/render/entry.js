import { MARK } from './page.js';

/**
 * The first page of the site: it leads to the reader's language, and names both where there is no script.
 * @param {string} css address of the style, from the root of the site
 */
export const entryHtml = (css) => `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tuyau</title>
<meta name="description" content="Les sockets TCP en C · TCP sockets in C">
<meta name="color-scheme" content="light dark">
<script>
const wanted = (navigator.languages ?? []).map((l) => l.slice(0, 2)).find((l) => l === 'fr' || l === 'en') ?? 'en';
location.replace('./' + wanted + '/');
</script>
<link rel="stylesheet" href="${css}">
<link rel="icon" href="favicon.svg" type="image/svg+xml">
</head>
<body class="entry">
<main>
<h1>${MARK} Tuyau</h1>
<p><a href="fr/" hreflang="fr">Les sockets TCP en C, en français</a></p>
<p lang="en"><a href="en/" hreflang="en">TCP sockets in C, in English</a></p>
</main>
</body>
</html>
`;

/** The page of a wrong address. It may be served at any depth: its style stands in it. */
export const notFoundHtml = () => `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>404 · Tuyau</title>
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<style>
:root { color-scheme: light dark }
body { font: 1.15rem/1.6 Georgia, serif; max-width: 34rem; margin: 18vh auto; padding: 0 1.5rem }
h1 { font-size: 1.6rem; line-height: 1.25 }
a { color: inherit }
samp { font-size: .95em }
</style>
</head>
<body>
<main>
<h1><samp>connect: Connection refused</samp></h1>
<p>Personne n’écoute à cette adresse : il n’y a pas de telle page. <a href="./fr/" data-to="fr/">Retour au livre</a></p>
<p lang="en">Nobody listens at this address: there is no such page.
<a href="./en/" data-to="en/">Back to the book</a></p>
</main>
<script>
const root = location.pathname.replace(/(fr|en|code)\\/.*$|[^/]*$/, '');
for (const a of document.querySelectorAll('a')) a.href = root + a.dataset.to;
</script>
</body>
</html>
`;
