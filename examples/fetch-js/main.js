// A thrown value is the error of a result, so failures of the network and answers other than 2xx look alike to callers.
async function body(url, options) {
  let response;
  try {
    response = await fetch(url, options);
  } catch (failure) {
    throw `no answer: ${failure.message}`;
  }
  const text = await response.text();
  if (!response.ok) throw `status ${response.status}: ${text}`;
  return text;
}

export const web = {
  fetch: (url) => body(url),
  post: (url, json) => body(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: json }),
};
