/** A mail server that takes everything at once and keeps nothing. Started by `startHelper`. */
import net from 'node:net';

const server = net.createServer((socket) => {
  let inData = false;
  let rest = '';
  socket.on('error', () => undefined);
  socket.write('220 bench\r\n');
  socket.on('data', (chunk) => {
    rest += chunk.toString('latin1');
    for (;;) {
      const end = inData ? rest.indexOf('\r\n.\r\n') : rest.indexOf('\r\n');
      if (end === -1) return;
      const line = rest.slice(0, end);
      rest = rest.slice(end + (inData ? 5 : 2));
      if (inData) {
        inData = false;
        socket.write('250 taken\r\n');
        continue;
      }
      const command = line.slice(0, 4).toUpperCase();
      inData = command === 'DATA';
      socket.write(inData ? '354 go\r\n' : command === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n');
    }
  });
});
server.listen(0, '127.0.0.1', () => process.send({ url: `smtp://127.0.0.1:${server.address().port}` }));
process.on('SIGINT', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
