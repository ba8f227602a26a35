use std::time::Instant;
fn main() {
    for folder in std::env::args().skip(1) {
        let case = match nahtlos_files::case::read_case(std::path::Path::new(&folder)) {
            Ok(read) => read.value,
            Err(e) => {
                println!("{folder}: {e:?}");
                continue;
            }
        };
        let t = Instant::now();
        let out = nahtlos_planner::probe(&case);
        let d = t.elapsed();
        println!("{:24} {:>10.3?} {}", folder.rsplit('/').next().unwrap(), d, out);
    }
}
