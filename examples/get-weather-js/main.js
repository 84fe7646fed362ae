import { get } from 'wasi:config/store@0.2.0-rc.1';

const SERVICE = 'https://api.open-meteo.com';

// Another service with the same answers can stand in: whoever runs the component names it in WEATHER_API_BASE.
function forecast(latitude, longitude) {
  const url = new URL('/v1/forecast', get('WEATHER_API_BASE') ?? SERVICE);
  url.search = new URLSearchParams({ latitude, longitude, current: 'temperature_2m,wind_speed_10m' });
  return url;
}

export const weather = {
  async current(latitude, longitude) {
    let response;
    try {
      response = await fetch(forecast(latitude, longitude));
    } catch (failure) {
      throw `no answer: ${failure.message}`;
    }
    if (!response.ok) throw `the weather service says ${response.status}`;
    const { current } = await response.json();
    return { temperature: current.temperature_2m, wind: current.wind_speed_10m };
  },
};
