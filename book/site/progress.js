/**
 * Says how far the drawing of diagrams is: a terminal sees each, a log every tenth.
 * @param {number} done
 * @param {number} of
 */
export function tellDrawing(done, of) {
  const last = done === of;
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[Kdrawing diagrams: ${done} of ${of}${last ? '\n' : ''}`);
  else if (done === 1 || done % 10 === 0 || last) console.log(`drawing diagrams: ${done} of ${of}`);
}
