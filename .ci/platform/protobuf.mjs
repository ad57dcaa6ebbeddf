// Messages of Protocol Buffers, as far as provider.mjs needs them: fields that are numbers, texts, bytes or messages.

function varint(value) {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) | 128);
  }
}

/** @param content bytes, a text, or the fields of a message */
export function bytes(field, content) {
  const body = Array.isArray(content) ? Buffer.concat(content) : Buffer.from(content);
  return Buffer.concat([varint(field * 8 + 2), varint(body.length), body]);
}

export const text = bytes;

export const number = (field, value) => Buffer.concat([varint(field * 8), varint(Number(value ?? 0))]);

/** The fields of a message by their number: bytes, or a number; the last one of several. */
export function fields(message) {
  const found = new Map();
  let at = 0;
  const next = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = message[at++];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const tag = next();
    const field = Math.floor(tag / 8);
    switch (tag % 8) {
      case 0:
        found.set(field, next());
        break;
      case 2: {
        const end = next() + at;
        found.set(field, message.subarray(at, end));
        at = end;
        break;
      }
      default:
        throw new Error(`field ${field} is of wire type ${tag % 8}`);
    }
  }
  return found;
}
