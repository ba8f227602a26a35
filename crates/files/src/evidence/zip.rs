//! The one way in which an archive of evidence is written as a zip file: every member stored as it is, no times, no comments, no extra
//! fields, nothing before, between or after. Written here and by no library, because the bytes must stay the same for as long as somebody
//! may check an old archive; any program that reads zip files reads it.

/// A file inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its name, with `/` between folders.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Where a file stops being a zip file as we write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Malformed {
    /// Offset in bytes.
    pub offset: usize,
}

const LOCAL: [u8; 4] = *b"PK\x03\x04";
const CENTRAL: [u8; 4] = *b"PK\x01\x02";
const END: [u8; 4] = *b"PK\x05\x06";
/// Length of a member's header without its name.
const HEADER: usize = 30;
/// Version needed, flags, method (stored), time and date (the first that there are: 1 January 1980).
const COMMON: [u8; 10] = [10, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];
/// Longest name.
const LONGEST_NAME: usize = 200;
/// Most members.
const MOST: usize = 60_000;

/// The file with these members, in this order.
///
/// # Errors
/// Says what does not fit into such a file.
pub fn encode(members: &[Member]) -> Result<Vec<u8>, String> {
    let size: usize = members.iter().map(|one| one.bytes.len() + 2 * one.name.len() + 80).sum();
    if members.len() > MOST || u32::try_from(size + 22).is_err() {
        return Err(format!("{} parts with {size} bytes are too much for one archive", members.len()));
    }
    let (mut out, mut directory) = (Vec::with_capacity(size + 22), Vec::new());
    for one in members {
        let name = one.name.as_bytes();
        if name.is_empty() || name.len() > LONGEST_NAME || !name.iter().all(|byte| (0x21..0x7f).contains(byte)) {
            return Err(format!("{:?} is no name for a part of an archive", one.name));
        }
        let offset = number(out.len());
        let mut header = COMMON.to_vec();
        header.extend(crc32fast::hash(&one.bytes).to_le_bytes());
        header.extend(number(one.bytes.len()));
        header.extend(number(one.bytes.len()));
        header.extend(&number(name.len())[..2]);
        header.extend([0, 0]);
        out.extend(LOCAL);
        out.extend(&header);
        out.extend(name);
        out.extend(&one.bytes);
        directory.extend(CENTRAL);
        directory.extend([10, 0]);
        directory.extend(&header);
        directory.extend([0; 10]);
        directory.extend(offset);
        directory.extend(name);
    }
    let (at, count) = (number(out.len()), number(members.len()));
    out.extend(&directory);
    out.extend(END);
    out.extend([0; 4]);
    out.extend(&count[..2]);
    out.extend(&count[..2]);
    out.extend(number(directory.len()));
    out.extend(at);
    out.extend([0; 2]);
    Ok(out)
}

fn number(n: usize) -> [u8; 4] {
    // Whoever calls has seen that it fits.
    u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes()
}

/// The members of a file, as their own headers have them; whether the rest is as it must be, [`first_difference`] says.
///
/// # Errors
/// Where it cannot be read on.
pub fn decode(file: &[u8]) -> Result<Vec<Member>, Malformed> {
    let mut members = Vec::new();
    let mut at = 0;
    while file[at..].starts_with(&LOCAL) {
        let bad = Malformed { offset: at };
        let header = file.get(at..at + HEADER).ok_or(bad)?;
        let size = u32::from_le_bytes([header[18], header[19], header[20], header[21]]) as usize;
        let (length, extra) = (
            usize::from(u16::from_le_bytes([header[26], header[27]])),
            usize::from(u16::from_le_bytes([header[28], header[29]])),
        );
        let begins = at + HEADER + length + extra;
        let name = file.get(at + HEADER..at + HEADER + length).ok_or(bad)?;
        let name = std::str::from_utf8(name).map_err(|_| bad)?.to_owned();
        let ends = begins.checked_add(size).ok_or(bad)?;
        let bytes = file.get(begins..ends).ok_or(bad)?.to_vec();
        members.push(Member { name, bytes });
        at = ends;
    }
    match file[at..].starts_with(&CENTRAL) {
        true => Ok(members),
        false => Err(Malformed { offset: at }),
    }
}

/// The first byte that is otherwise than in the file with these members; `None`: it is that file.
pub fn first_difference(file: &[u8], members: &[Member]) -> Option<usize> {
    let Ok(written) = encode(members) else { return Some(0) };
    let same = file.iter().zip(&written).take_while(|(one, other)| one == other).count();
    (same < file.len() || same < written.len()).then_some(same)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members() -> Vec<Member> {
        let one = |name: &str, bytes: &[u8]| Member {
            name: name.to_owned(),
            bytes: bytes.to_vec(),
        };
        vec![
            one("a.json", b"{}\n"),
            one("folder/b.txt", b""),
            one("c", &[0, 255, b'P', b'K', 3, 4]),
        ]
    }

    #[test]
    fn what_is_written_reads_back_and_no_byte_may_be_otherwise() {
        let file = encode(&members()).unwrap();
        assert_eq!(decode(&file).unwrap(), members());
        assert_eq!(first_difference(&file, &members()), None);
        for at in 0..file.len() {
            let mut other = file.clone();
            other[at] ^= 1;
            let found = decode(&other).map(|read| read == members() && first_difference(&other, &read).is_none());
            assert_ne!(found, Ok(true), "byte {at}");
        }
        let longer = [&file[..], b"\0"].concat();
        assert_eq!(first_difference(&longer, &members()), Some(file.len()));
        assert_eq!(first_difference(&file[..file.len() - 1], &members()), Some(file.len() - 1));
    }

    #[test]
    fn names_that_mean_trouble_are_not_written() {
        for name in ["", "with blank", "ümlaut", "new\nline"] {
            let one = Member {
                name: name.to_owned(),
                bytes: Vec::new(),
            };
            assert!(encode(&[one]).is_err(), "{name:?}");
        }
    }
}
