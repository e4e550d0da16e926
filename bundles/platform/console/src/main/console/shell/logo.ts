import { Api, host } from '../kit/core.js';

const api = new Api('/api/v1/security');

/** `change` tells that the business has another picture, or none any more. */
export const logos = new EventTarget();

let kept: { of: string; address: Promise<string | undefined> } | undefined;

/**
 * Where the picture of the business is (a `blob:` address), undefined if it has none. Fetched once for an organisation; a
 * failure is told to who asked, and the next one asks the server again.
 */
export function logo(): Promise<string | undefined> {
  const of = host.organization?.id;
  if (!of) return Promise.resolve(undefined);
  if (kept?.of === of) return kept.address;
  forget();
  const fetched = { of, address: picture() };
  fetched.address.catch(() => {
    if (kept === fetched) kept = undefined;
  });
  kept = fetched;
  return fetched.address;
}

/** To be called when the picture was changed or removed. */
export function logoChanged(): void {
  forget();
  logos.dispatchEvent(new Event('change'));
}

async function picture(): Promise<string | undefined> {
  const blob = await api.blob('organization/logo');
  return blob.size > 0 ? URL.createObjectURL(blob) : undefined;
}

function forget(): void {
  void kept?.address.then(
    (address) => address && URL.revokeObjectURL(address),
    () => undefined,
  );
  kept = undefined;
}
