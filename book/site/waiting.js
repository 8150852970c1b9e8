/**
 * What `make serve` does before there is a book: the port, and the page that answers meanwhile. Nothing here needs a
 * library, and any Node can read it.
 */

/** What is being done, for the reader who waits. */
export const INSTALLING = {
  en: 'What the book needs is being installed. The first time this takes some minutes; the terminal shows it.',
  fr: 'Ce qu’il faut au livre s’installe. La première fois, il y faut quelques minutes : voyez le terminal.',
};
export const MAKING = {
  en: 'The book is being made. It will be here in a moment.',
  fr: 'Le livre se fabrique. Il sera là dans un instant.',
};

/**
 * @param {import('node:http').ServerResponse} response
 * @param {{ en: string, fr: string }} what
 */
export function askToWait(response, what) {
  response.writeHead(503, { 'Content-Type': 'text/html; charset=utf-8', 'Retry-After': '2', Refresh: '2' });
  response.end(`<!doctype html>
<html lang="en">
<meta name="viewport" content="width=device-width">
<title>Tuyau</title>
<body style="font: 1.2em/1.5 serif; max-width: 32em; margin: 4em auto; padding: 0 1em; color-scheme: light dark">
<h1>Tuyau</h1>
<p>${what.en} This page then turns into it.</p>
<p lang="fr">${what.fr} Cette page lui cédera la place.</p>
`);
}

/**
 * Listens on this machine alone, or says why not and ends.
 * @param {import('node:http').Server} server
 * @param {string} word the port, as it was typed
 * @param {() => void} then
 */
export function listenHere(server, word, then) {
  const port = Number(word);
  if (!/^\d+$/.test(word) || port < 1 || port > 65535) {
    console.error(`a port is a number from 1 to 65535, not '${word}': make serve PORT=8081`);
    process.exit(2);
  }
  server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
    const another = `make serve PORT=${port === 8081 ? 8082 : 8081}`;
    if (error.code === 'EADDRINUSE')
      console.error(`port ${port} is taken: end what uses it, or choose another one: ${another}`);
    else if (error.code === 'EACCES') console.error(`port ${port} is for root only: choose another one: ${another}`);
    else throw error;
    process.exit(1);
  });
  server.listen(port, '127.0.0.1', then);
}

/** @param {string} port */
export const told = (port) => console.log(`http://127.0.0.1:${port}/   (Ctrl-C ends it)`);

/**
 * Ctrl-C and the like: what runs is ended, and this process when it has.
 * @param {import('node:http').Server} server answers no longer
 * @param {(signal: NodeJS.Signals) => boolean} end ends what runs; false: nothing does
 */
export function endWith(server, end) {
  for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => {
      server.close();
      if (!end(signal)) process.exit(0);
    });
}
