//! What the operating system says of this process. Linux tells it under `/proc/self`; elsewhere nothing is told.

/// The process's use of the machine.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Process {
    /// Bytes of memory in use.
    pub resident: i64,
    /// Bytes of memory asked for.
    pub virtually: i64,
    /// Hundredths of seconds of processor time.
    pub cpu_hundredths: i64,
    /// Threads.
    pub threads: i64,
    /// Files and sockets open.
    pub files: i64,
}

/// Linux counts processor time in hundredths and memory in pages of this size.
const PAGE: i64 = 4096;

/// Asks; `None` where nobody tells.
pub(crate) fn ask() -> Option<Process> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let files = std::fs::read_dir("/proc/self/fd").ok()?.count();
    of(&stat, files as i64)
}

/// Reads `/proc/self/stat`. The program's name stands in brackets and may hold anything, so fields are counted behind it.
fn of(stat: &str, files: i64) -> Option<Process> {
    let fields: Vec<i64> = stat
        .rsplit_once(") ")?
        .1
        .split(' ')
        .map(|n| n.trim().parse().unwrap_or(0))
        .collect();
    let field = |number: usize| fields.get(number - 3).copied();
    Some(Process {
        resident: field(24)? * PAGE,
        virtually: field(23)?,
        cpu_hundredths: field(14)? + field(15)?,
        threads: field(20)?,
        files,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_behind_any_name() {
        let stat = "7 (a b) c) S 1 7 7 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 9 0 12345 1048576 300 18446744073709551615 1 1 0";
        let expected = Process {
            resident: 300 * PAGE,
            virtually: 1_048_576,
            cpu_hundredths: 300,
            threads: 9,
            files: 4,
        };
        assert_eq!(of(stat, 4), Some(expected));
        assert_eq!(of("nothing", 0), None);
    }
}
