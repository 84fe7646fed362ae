import { get, getAll } from 'wasi:config/store@0.2.0-rc.1';

const SERVICE = 'https://api.openweathermap.org';

// Another service with the same answers can stand in. Asked for with all the others: nobody misses it.
const base = () => new Map(getAll()).get('OPENWEATHER_API_BASE') ?? SERVICE;

// A thrown value is the error of the result. Where the key is not granted, the server notes what to grant.
function key() {
  const value = get('OPENWEATHER_API_KEY');
  if (!value) throw 'OPENWEATHER_API_KEY is not set for this tool';
  return value;
}

async function ask(city) {
  const url = new URL('/data/2.5/weather', base());
  url.search = new URLSearchParams({ q: city, units: 'metric', appid: key() });
  try {
    const response = await fetch(url);
    return { status: response.status, text: await response.text() };
  } catch {
    throw `no answer from ${url.host}`; // without the URL: the key is in it
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw 'the answer of OpenWeather is not JSON';
  }
}

export async function getWeather(city) {
  const { status, text } = await ask(city);
  if (status === 429) throw 'OpenWeather wants fewer requests: wait a minute';
  const said = parsed(text);
  if (status !== 200) throw `OpenWeather says ${status}: ${said.message ?? 'no reason given'}`;
  const { name, sys, weather, main, wind } = said;
  if (!main || !weather?.length) throw 'the answer of OpenWeather has no weather in it';
  return `${name}, ${sys?.country}: ${weather[0].description}, ${main.temp} °C, wind ${wind?.speed} m/s`;
}
