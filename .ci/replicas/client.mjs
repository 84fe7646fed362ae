// An MCP client over Streamable HTTP that shows what a library hides: status, fields, and each event as it comes.
import http from 'node:http';

export class HttpError extends Error {
  constructor(status, text) {
    super(`HTTP ${status} ${text}`);
    this.status = status;
  }
}

export class Session {
  // The agent keeps connections; each session has its own, as each client does.
  constructor(url, { headers = {} } = {}) {
    this.url = new URL(url);
    this.fields = headers;
    this.next = 0;
    this.agent = new http.Agent({ keepAlive: true });
  }

  open(method, message, onEvent) {
    return new Promise((resolve, reject) => {
      const request = http.request(this.url, {
        method,
        agent: this.agent,
        headers: {
          accept: method === 'GET' ? 'text/event-stream' : 'application/json, text/event-stream',
          ...(message && { 'content-type': 'application/json' }),
          ...(this.id && { 'mcp-session-id': this.id, 'mcp-protocol-version': '2025-11-25' }),
          ...this.fields,
        },
      }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part) => {
          text += part;
          if (onEvent) text = events(text, onEvent);
        });
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
        if (onEvent) onEvent({ opened: response.statusCode, headers: response.headers });
      });
      request.on('error', (e) => reject(Object.assign(e, { onReusedSocket: request.reusedSocket })));
      if (method === 'GET') this.listening = request;
      request.end(message && JSON.stringify({ jsonrpc: '2.0', ...message }));
    });
  }

  // A connection that is closed for being idle, just as a request goes out on it, has not seen the request.
  async post(message) {
    try {
      return await this.open('POST', message);
    } catch (e) {
      if (!e.onReusedSocket || e.code !== 'ECONNRESET') throw e;
      return this.open('POST', message);
    }
  }

  async request(method, params) {
    const id = ++this.next;
    const { status, headers, text } = await this.post({ id, method, params });
    if (status !== 200) throw new HttpError(status, text);
    if (headers['mcp-session-id']) this.id = headers['mcp-session-id'];
    this.server = headers['x-replica'];
    const messages = [];
    if (headers['content-type'].startsWith('text/event-stream')) events(`${text}\n\n`, (each) => messages.push(each));
    else messages.push(JSON.parse(text));
    const answer = messages.find((each) => each.id === id);
    if (!answer) throw new Error(`the response ended without an answer: ${text}`);
    return answer;
  }

  async begin() {
    this.id = undefined;
    const answer = await this.request('initialize', {
      protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'check', version: '1' },
    });
    await this.post({ method: 'notifications/initialized' });
    return answer.result;
  }

  // The text of a result; an error of the tool or of the protocol begins with "Error".
  async call(name, args = {}) {
    const { result, error } = await this.request('tools/call', { name, arguments: args });
    return error ? `Error ${error.code} ${error.message}` : result.content[0].text;
  }

  async tools() {
    return (await this.request('tools/list')).result.tools.map((tool) => tool.name);
  }

  // Listens to what the server says by itself; resolves once the stream is open.
  listen(onMessage) {
    return new Promise((resolve, reject) => {
      this.ended = this.open('GET', undefined, (event) => {
        if (event.opened === 200) resolve(event.headers);
        else if (event.opened) reject(new HttpError(event.opened, ''));
        else onMessage(event);
      }).catch(() => {});
    });
  }

  close() {
    this.listening?.destroy();
    this.agent.destroy();
  }
}

// Gives each whole event's message; returns what has come of the next one.
function events(text, take) {
  const parts = text.split(/\n\n/);
  const rest = parts.pop();
  for (const part of parts) {
    const data = part.split('\n').filter((line) => line.startsWith('data:') && line.length > 6).map((line) => line.slice(5)).join('\n');
    if (data) take(JSON.parse(data));
  }
  return rest;
}

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// Waits for a condition, for a minute at most.
export async function until(what, condition, ms = 60_000) {
  const end = Date.now() + ms;
  while (Date.now() < end) {
    const found = await condition();
    if (found) return found;
    await pause(50);
  }
  throw new Error(`waited in vain: ${what}`);
}
