use std::collections::BTreeMap;
use std::env;

fn main() {
    let mut counts = BTreeMap::new();
    for word in env::args().skip(1) {
        *counts.entry(word.to_lowercase()).or_insert(0) += 1;
    }
    for (word, count) in counts {
        println!("{count} {word}");
    }
}
