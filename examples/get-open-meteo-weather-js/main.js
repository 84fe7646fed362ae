import { getAll } from 'wasi:config/store@0.2.0-rc.1';

const GEOCODING = 'https://geocoding-api.open-meteo.com';
const FORECAST = 'https://api.open-meteo.com';

// Weather codes of the World Meteorological Organization, by their first of a group.
const SKIES = new Map([
  [0, 'clear'], [1, 'mainly clear'], [2, 'partly cloudy'], [3, 'overcast'], [45, 'fog'], [51, 'drizzle'], [61, 'rain'],
  [71, 'snow'], [80, 'rain showers'], [85, 'snow showers'], [95, 'thunderstorm'],
]);

const sky = (code) => [...SKIES].findLast(([first]) => first <= code)?.[1] ?? 'unknown sky';

// Other services with the same answers can stand in. A variable that is not granted is as good as not set.
const setting = (name, otherwise) => new Map(getAll()).get(name) ?? otherwise;

// A thrown value is the error of the result.
async function ask(url, parameters) {
  url.search = new URLSearchParams(parameters);
  let response;
  let text;
  try {
    response = await fetch(url);
    text = await response.text();
  } catch {
    throw `no answer from ${url.host}`;
  }
  if (response.status === 429) throw 'Open-Meteo wants fewer requests: wait a minute';
  let said;
  try {
    said = JSON.parse(text);
  } catch {
    throw 'the answer of Open-Meteo is not JSON';
  }
  if (!response.ok) throw `Open-Meteo says ${response.status}: ${said.reason ?? 'no reason given'}`;
  return said;
}

export async function getWeather(city) {
  const search = new URL('/v1/search', setting('OPEN_METEO_GEOCODING_BASE', GEOCODING));
  const [place] = (await ask(search, { name: city, count: 1 })).results ?? [];
  if (!place) throw `Open-Meteo knows no city ${city}`;
  const { name, country, latitude, longitude } = place;
  const forecast = new URL('/v1/forecast', setting('OPEN_METEO_API_BASE', FORECAST));
  const { current } = await ask(forecast, { latitude, longitude, current: 'temperature_2m,wind_speed_10m,weather_code' });
  if (!current) throw 'the answer of Open-Meteo has no weather in it';
  return `${name}, ${country}: ${sky(current.weather_code)}, ${current.temperature_2m} °C, wind ${current.wind_speed_10m} km/h`;
}
