import { createServer } from 'node:http';

const pump = { running: false, celsius: 17.5, litres_per_minute: 0 };

async function answer(request, response) {
  if (request.url === '/pump') {
    pump.running = JSON.parse(Buffer.concat(await request.toArray())).running;
    pump.litres_per_minute = pump.running ? 30 : 0;
  }
  response.setHeader('content-type', 'application/json').end(JSON.stringify(pump));
}

createServer((request, response) => void answer(request, response)).listen(8090);
