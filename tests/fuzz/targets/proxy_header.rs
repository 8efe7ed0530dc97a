//! Whatever a sender writes into `X-Forwarded-For`, whom the proxy saw is read; and nobody is let off for being
//! illegible.

#![no_main]

// Alone, without the endpoint around it: that would take minutes to build.
#[path = "../../../src/receiver/proxy_header.rs"]
mod proxy_header;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use libfuzzer_sys::fuzz_target;
use proxy_header::{Hop, last_hop};

/// The header as the proxies leave it, each value a line.
fn read(values: &[&[u8]]) -> Hop {
    last_hop(values.iter().copied())
}

/// How proxies write an address.
fn written(address: IpAddr, port: u16) -> Vec<String> {
    match address {
        IpAddr::V4(address) => vec![
            address.to_string(),
            format!("{address}:{port}"),
            format!("\"{address}\""),
            format!("::ffff:{address}"),
        ],
        IpAddr::V6(address) => vec![
            address.to_string(),
            format!("[{address}]"),
            format!("[{address}]:{port}"),
            format!("\"[{address}]:{port}\""),
        ],
    }
}

fuzz_target!(|input: (u128, u16, Vec<&[u8]>)| {
    let (number, port, sent) = input;
    let hop = read(&sent);
    assert_eq!(hop == Hop::None, sent.is_empty());
    // Lines of one name mean what one line with commas means (RFC 9110 section 5.3).
    if !sent.is_empty() {
        assert_eq!(read(&[&sent.join(&b","[..])]), hop);
    }
    if let Hop::Address(address) = hop {
        assert_eq!(read(&[address.to_string().as_bytes()]), hop);
    }
    let v4 = IpAddr::from(Ipv4Addr::from_bits(number as u32));
    let v6 = IpAddr::from(Ipv6Addr::from_bits(number)).to_canonical();
    for seen in [v4, v6] {
        if seen.is_loopback() {
            continue;
        }
        for seen_as in written(seen, port) {
            let seen_as = seen_as.as_bytes();
            // In a line of its own, or behind what was sent; and before other proxies of this machine.
            let mut behind = sent.clone();
            behind.push(seen_as);
            let appended = behind.join(&b", "[..]);
            for values in [&behind[..], &[&appended], &[&appended, b"127.0.0.1, ::1"]] {
                assert_eq!(read(values), Hop::Address(seen), "{values:?}");
            }
        }
    }
});
