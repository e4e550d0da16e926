// Lets the console be installed and open without a network: its own files come from the cache when the server is away.
// Never touches the API: money and customers are not kept in a browser.
const CACHE = 'rubro-console';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (!url.pathname.startsWith('/console/') || url.pathname.startsWith('/console/live')) return;
  if (request.mode === 'navigate') event.respondWith(networkFirst(request, '/console/'));
  else if (/^\/console\/(lib|static|i18n)\//.test(url.pathname)) event.respondWith(url.pathname.includes('/lib/') ? cacheFirst(request) : networkFirst(request));
});

async function networkFirst(request, key = request) {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(key, answer.clone());
    return answer;
  } catch (e) {
    const kept = await cache.match(key);
    if (kept) return kept;
    throw e;
  }
}

async function cacheFirst(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
    await forgetOld(cache);
  }
  return answer;
}

/** Files carry their content's hash in the name; of what nobody asks for any more only so much is kept. */
async function forgetOld(cache) {
  const files = (await cache.keys()).filter((key) => key.url.includes('/lib/'));
  for (const key of files.slice(0, Math.max(0, files.length - 120))) await cache.delete(key);
}
