//! Packages whose parts are stored as they are.

/// A package with some parts.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let small = |n: usize| u16::try_from(n).unwrap_or(u16::MAX).to_le_bytes();
    let long = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes();
    let (mut out, mut entries) = (Vec::new(), Vec::new());
    for (name, part) in parts {
        let start = out.len();
        let about = [
            &sum(part).to_le_bytes()[..],
            &long(part.len()),
            &long(part.len()),
            &small(name.len()),
            &small(0),
        ]
        .concat();
        out.extend(
            [
                &b"PK\x03\x04\x14\0"[..],
                &[0; 8],
                &about,
                name.as_bytes(),
                part,
            ]
            .concat(),
        );
        let entry = [
            &b"PK\x01\x02\x14\0\x14\0"[..],
            &[0; 8],
            &about,
            &[0; 10],
            &long(start),
            name.as_bytes(),
        ];
        entries.extend(entry.concat());
    }
    let (count, start) = (small(parts.len()), out.len());
    out.extend(&entries);
    let end = [
        &b"PK\x05\x06\0\0\0\0"[..],
        &count,
        &count,
        &long(entries.len()),
        &long(start),
        &small(0),
    ];
    out.extend(end.concat());
    out
}

/// The checksum of a part.
fn sum(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| (sum >> 1) ^ (0xedb8_8320 & 0u32.wrapping_sub(sum & 1));
    let byte = |sum: u32, byte: &u8| (0..8).fold(sum ^ u32::from(*byte), step);
    !bytes.iter().fold(!0, byte)
}
