"""A PDF of one blank page that opens only with its password (standard security handler, revision 2)."""

from __future__ import annotations

from hashlib import md5

_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_PERMISSIONS = -4
_ID = bytes(range(16))


def locked_pdf(password: str) -> bytes:
    """The file; its only page needs no decryption, having neither text nor stream."""
    padded = (password.encode("latin-1") + _PAD)[:32]
    owner = _rc4(md5(_PAD).digest()[:5], padded)
    key = md5(padded + owner + _PERMISSIONS.to_bytes(4, "little", signed=True) + _ID).digest()[:5]
    user = _rc4(key, _PAD)
    return _document(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        f"<< /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{user.hex()}> /P {_PERMISSIONS} >>",
    )


def _document(*objects: str) -> bytes:
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode()
    entries = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Encrypt 4 0 R /ID [<{_ID.hex()}> <{_ID.hex()}>] >>"
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{entries}trailer\n{trailer}\nstartxref\n{len(data)}\n%%EOF\n"
    )
    return data + end.encode()


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
