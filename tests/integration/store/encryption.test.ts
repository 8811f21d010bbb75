import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVault } from '../../../api/store/encryption.ts';

const key = (byte: number): string => Buffer.alloc(32, byte).toString('base64');
const vault = createVault({ dataKey: key(1), indexKey: key(9) });

describe('sealing', () => {
  it('gives every text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (plain) => {
        expect(vault.open(vault.seal(plain))).toBe(plain);
      }),
    );
  });

  it('gives many texts back in their order', () => {
    const titles = ['Säljmöte Åkerö', '', 'Demo 🙂'];
    expect(vault.openMany(titles.map((title) => vault.seal(title)))).toEqual(titles);
  });

  it('makes equal texts look different and shows none of them', () => {
    const [one, other] = [vault.seal('Demo Fjällräven'), vault.seal('Demo Fjällräven')];
    expect(one.equals(other)).toBe(false);
    expect(one.includes('Demo')).toBe(false);
    expect(one).toHaveLength(33 + Buffer.byteLength('Demo Fjällräven'));
  });

  it('notices every changed byte', () => {
    const sealed = vault.seal('Demo');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(sealed.readUInt8(at) ^ 1, at);
      expect(() => vault.open(changed)).toThrow(
        expect.objectContaining({
          code: at >= 1 && at < 5 ? 'sealed-with-unknown-key' : 'sealed-value-damaged',
        }),
      );
    }
  });

  it.each([0, 1, 16, 32, 36])('notices a value that ends after %i bytes', (length) => {
    expect(() => vault.open(vault.seal('Demo').subarray(0, length))).toThrow(
      expect.objectContaining({ code: 'sealed-value-damaged' }),
    );
  });

  it('seals and opens ten thousand titles in well under five seconds', () => {
    const titles = Array.from({ length: 10_000 }, (_, at) => `Kundmöte nummer ${at}`);
    const begin = performance.now();
    expect(vault.openMany(titles.map((title) => vault.seal(title)))).toEqual(titles);
    expect(performance.now() - begin).toBeLessThan(5_000);
  });
});

describe('keys', () => {
  it('are not interchangeable, and the refusal says which key is wanted', () => {
    const other = createVault({ dataKey: key(2), indexKey: key(9) });
    expect(() => other.open(vault.seal('Demo'))).toThrow(
      expect.objectContaining({
        code: 'sealed-with-unknown-key',
        action: 'Set DATA_KEY to the key that this database was filled with.',
      }),
    );
  });

  it('can be replaced: what the old one sealed opens, what is new needs the new one', () => {
    const rotated = createVault({ dataKey: key(2), indexKey: key(9), oldDataKeys: [key(1)] });
    expect(rotated.open(vault.seal('gammal'))).toBe('gammal');
    expect(() => vault.open(rotated.seal('ny'))).toThrow(
      expect.objectContaining({ code: 'sealed-with-unknown-key' }),
    );
  });

  it.each([
    ['too short', Buffer.alloc(16, 1).toString('base64')],
    ['too long', Buffer.alloc(33, 1).toString('base64')],
    ['empty', ''],
    ['no base64', `${'å'.repeat(43)}=`],
  ])('that are %s are refused without being quoted', (_title, dataKey) => {
    expect(() => createVault({ dataKey, indexKey: key(9) })).toThrow(
      expect.objectContaining({
        code: 'key-malformed',
        message: 'DATA_KEY is not a key of 32 bytes in base64.',
        action: 'Set it to the output of: openssl rand -base64 32',
      }),
    );
    expect(() => createVault({ dataKey: key(1), indexKey: dataKey })).toThrow('DATA_INDEX_KEY is not a key');
  });
});

describe('a fingerprint', () => {
  it.each([
    ['case', 'Demo Åkerö', 'DEMO ÅKERÖ'],
    ['outer space', 'Demo', '  Demo\n'],
    ['composition', 'Demo \u00c5', 'Demo A\u030a'],
    ['width', 'Demo', '\uff24\uff45\uff4d\uff4f'],
  ])('does not depend on %s', (_title, one, other) => {
    expect(vault.fingerprint('title', one)).toEqual(vault.fingerprint('title', other));
  });

  it('has 16 bytes and stays the same for the same key', () => {
    expect(vault.fingerprint('domain', 'kund.example').toString('hex')).toBe(
      '697cd45a9fdb2bfb3dc67cb55ab74b20',
    );
  });

  it.each([
    ['another text', vault.fingerprint('title', 'demo 2')],
    ['another kind', vault.fingerprint('domain', 'demo')],
    ['another index key', createVault({ dataKey: key(1), indexKey: key(8) }).fingerprint('title', 'demo')],
  ])('is another one for %s', (_title, other) => {
    expect(vault.fingerprint('title', 'demo').equals(other)).toBe(false);
  });

  it('does not depend on the data key, which may be replaced', () => {
    const rotated = createVault({ dataKey: key(2), indexKey: key(9) });
    expect(rotated.fingerprint('title', 'demo')).toEqual(vault.fingerprint('title', 'demo'));
  });
});
