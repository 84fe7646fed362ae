// A thrown value is the error of a result, so failures of the network and answers other than 2xx look alike to callers.
async function answer(url, options) {
  let response;
  try {
    response = await fetch(url, options);
  } catch (failure) {
    throw `no answer: ${failure.message}`;
  }
  if (!response.ok) throw `status ${response.status}: ${await response.text()}`;
  return response;
}

export const web = {
  async fetch(url) {
    return (await answer(url)).text();
  },

  async size(url) {
    const reader = (await answer(url)).body.getReader();
    let size = 0n;
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      size += BigInt(piece.value.length);
    }
    return size;
  },

  async post(url, json) {
    const headers = { 'content-type': 'application/json' };
    return (await answer(url, { method: 'POST', headers, body: json })).text();
  },
};
