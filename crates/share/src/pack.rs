//! Deflate with a dictionary: text that both sides know already, so that a link only says where in it something stands.

use miniz_oxide::deflate::core::{
    CompressionStrategy, CompressorOxide, TDEFLFlush, TDEFLStatus, compress_to_output,
    create_comp_flags_from_zip_params,
};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

/// How hard deflate looks for what repeats. On 3,300 public Dockerfiles the highest level, 10, saves 1 character in 500, and
/// it takes eight times as long on a text that is made to be slow.
const COMPRESSION_LEVEL: i32 = 6;

/// Raw deflate, without a header. With zlib's, this would be 15.
const RAW: i32 = -15;

/// Why bytes cannot be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// They are no deflate, or not all of it.
    Damaged,
    /// They unpack to more than they may.
    TooLarge,
}

/// `bytes` as raw deflate behind `dictionary`, with codes of its own or with those that the standard has, whichever is
/// shorter: a table of codes costs some 60 characters of a link.
pub(crate) fn pack(dictionary: &[u8], bytes: &[u8]) -> Vec<u8> {
    let own = packed(dictionary, bytes, CompressionStrategy::Default);
    let fixed = packed(dictionary, bytes, CompressionStrategy::Fixed);
    if fixed.len() < own.len() { fixed } else { own }
}

/// The dictionary is compressed first, up to where a byte ends. What comes out by then is the same for everybody, so
/// that it is left away; what comes after refers to it.
fn packed(dictionary: &[u8], bytes: &[u8], strategy: CompressionStrategy) -> Vec<u8> {
    let flags = create_comp_flags_from_zip_params(COMPRESSION_LEVEL, RAW, strategy.into());
    let mut compressor = CompressorOxide::new(flags);
    let mut packed = Vec::new();
    feed(&mut compressor, dictionary, TDEFLFlush::Sync, &mut |_| ());
    feed(&mut compressor, bytes, TDEFLFlush::Finish, &mut |piece| packed.extend_from_slice(piece));
    packed
}

fn feed(compressor: &mut CompressorOxide, mut bytes: &[u8], flush: TDEFLFlush, take: &mut impl FnMut(&[u8])) {
    loop {
        let (status, n_read) = compress_to_output(compressor, bytes, flush, |piece| {
            take(piece);
            true
        });
        bytes = bytes.get(n_read..).unwrap_or_default();
        if status != TDEFLStatus::Okay || bytes.is_empty() {
            return;
        }
    }
}

/// The bytes that [`pack`] packed, if they are no more than `max_bytes`. No more memory than that is taken.
pub(crate) fn unpack(dictionary: &[u8], mut packed: &[u8], max_bytes: usize) -> Result<Vec<u8>, Fault> {
    // What refers to the dictionary finds it in front of what is unpacked already. What refers to anything in front of
    // that is refused.
    let max_len = dictionary.len().saturating_add(max_bytes);
    let mut unpacked = dictionary.to_vec();
    let mut n_bytes = unpacked.len();
    unpacked.resize(n_bytes.saturating_add(packed.len().saturating_mul(4)).min(max_len), 0);
    let mut decompressor = Box::<DecompressorOxide>::default();
    loop {
        let flags = TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        let (status, n_read, n_written) =
            decompress(&mut decompressor, packed, &mut unpacked, n_bytes, flags);
        n_bytes = n_bytes.saturating_add(n_written);
        packed = packed.get(n_read..).unwrap_or_default();
        if status == TINFLStatus::Done {
            unpacked.truncate(n_bytes);
            unpacked.drain(..dictionary.len());
            return Ok(unpacked);
        }
        if status != TINFLStatus::HasMoreOutput {
            return Err(Fault::Damaged);
        }
        if unpacked.len() >= max_len {
            return Err(Fault::TooLarge);
        }
        let len = unpacked.len().saturating_mul(2).min(max_len);
        unpacked.resize(len, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, pack, unpack};

    const DICTIONARY: &[u8] = b"RUN apt-get update && apt-get install -y --no-install-recommends curl\n";

    #[test]
    fn what_is_packed_is_unpacked() {
        let long = b"RUN apt-get update\n".repeat(5_000);
        let far = [DICTIONARY, &vec![7; 40_000], DICTIONARY].concat();
        for bytes in [&b""[..], b"a", DICTIONARY, &long, &far] {
            for dictionary in [&b""[..], DICTIONARY] {
                let packed = pack(dictionary, bytes);
                assert_eq!(unpack(dictionary, &packed, bytes.len()).as_deref(), Ok(bytes));
            }
        }
    }

    #[test]
    fn what_the_dictionary_says_takes_next_to_nothing() {
        assert!(pack(DICTIONARY, DICTIONARY).len() <= 6, "{:?}", pack(DICTIONARY, DICTIONARY));
    }

    #[test]
    fn as_much_as_may_be_is_unpacked_and_one_byte_more_is_not() {
        for n_bytes in [0, 1, 10, 1_000, 100_000] {
            let packed = pack(DICTIONARY, &vec![b'x'; n_bytes + 1]);
            assert_eq!(unpack(DICTIONARY, &packed, n_bytes), Err(Fault::TooLarge), "{n_bytes}");
            assert_eq!(unpack(DICTIONARY, &packed, n_bytes + 1).map(|bytes| bytes.len()), Ok(n_bytes + 1));
        }
    }

    #[test]
    fn what_refers_to_something_in_front_of_the_dictionary_is_damaged() {
        let packed = pack(DICTIONARY, &DICTIONARY[..30]);
        assert_eq!(unpack(&DICTIONARY[40..], &packed, 1_000), Err(Fault::Damaged));
    }

    #[test]
    fn what_ends_too_early_is_damaged() {
        let packed = pack(DICTIONARY, b"FROM alpine\nRUN apt-get update\n");
        for n_bytes in 0..packed.len() {
            assert_eq!(unpack(DICTIONARY, &packed[..n_bytes], 1_000), Err(Fault::Damaged), "{n_bytes}");
        }
    }
}
