export default defineEventHandler((event) => {
  const { zone = 'UTC' } = getQuery<{ zone?: string }>(event);
  return { zone, time: new Date().toLocaleTimeString('en-GB', { timeZone: zone }), says: 'tick' };
});
