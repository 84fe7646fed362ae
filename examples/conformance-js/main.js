import { report } from 'wassette:mcp/progress@0.1.0';

// One red pixel, and one sample of silence.
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';
const WAV = 'UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQIAAACAgA==';

const bytes = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
const text = (val) => ({ tag: 'text', val });
const image = () => ({ tag: 'image', val: { data: bytes(PNG), mimeType: 'image/png' } });
const audio = () => ({ tag: 'audio', val: { data: bytes(WAV), mimeType: 'audio/wav' } });
const document = (uri, mimeType, said) => ({
  tag: 'resource',
  val: { uri, mimeType, body: { tag: 'text', val: said } },
});

function wait(milliseconds) {
  const end = Date.now() + milliseconds;
  while (Date.now() < end);
}

export function testSimpleText() {
  return 'This is a simple text response for testing.';
}

export function testImageContent() {
  return [image()];
}

export function testAudioContent() {
  return [audio()];
}

export function testEmbeddedResource() {
  return [document('test://embedded-resource', 'text/plain', 'This is an embedded resource content.')];
}

export function testMultipleContentTypes() {
  return [
    text('Multiple content types test:'),
    image(),
    document('test://mixed-content-resource', 'application/json', '{"test":"data","value":123}'),
  ];
}

export function testErrorHandling() {
  throw 'This tool intentionally returns an error for testing';
}

export function testToolWithProgress() {
  report(0, 100, undefined);
  wait(50);
  report(50, 100, undefined);
  wait(50);
  report(100, 100, undefined);
  return 'The tool has come to its end.';
}

export function testToolWithLogging() {
  console.log('Tool execution started');
  wait(50);
  console.log('Tool processing data');
  wait(50);
  console.log('Tool execution completed');
  return 'The tool has come to its end.';
}

export function testLoggingTool() {
  console.log('A line that only a client who asks for it gets');
  return 'The tool has come to its end.';
}

export function testStreamingElicitation() {
  return 'This tool needs no answer of anybody.';
}
