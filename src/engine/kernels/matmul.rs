//! The matrix multiplication of the convolutions: pixels × input channels by input channels × output channels.
//!
//! It computes one register tile at a time: the sums of up to four rows (pixels or Winograd tiles) for one block of
//! eight output channels.

use std::ops::Range;

use wide::f32x4;

use crate::engine::simd::{ChannelBlock, multiply_add};

/// The largest number of rows of a register tile. Its eight vectors of sums, with two of weights and one of input, fit
/// into the 16 vector registers of x86-64.
pub(super) const TILE_ROWS: usize = 4;

/// The sums of one block of output channels for each row.
type RegisterTile<const ROWS: usize> = [ChannelBlock; ROWS];

/// Adds to the first `rows` sums of `tile` the products of the input values with the weights.
///
/// The input values of row `i` are those from `offsets[i]` on, as many as there are `weights`.
pub(super) fn multiply_tile(
    values: &[f32],
    offsets: [usize; TILE_ROWS],
    weights: &[ChannelBlock],
    tile: &mut RegisterTile<TILE_ROWS>,
    rows: usize,
) {
    match rows {
        1 => multiply_rows::<1>(values, offsets, weights, tile),
        2 => multiply_rows::<2>(values, offsets, weights, tile),
        3 => multiply_rows::<3>(values, offsets, weights, tile),
        _ => multiply_rows::<4>(values, offsets, weights, tile),
    }
}

/// Implements [`multiply_tile`] for a number of rows that the compiler knows.
fn multiply_rows<const ROWS: usize>(
    values: &[f32],
    offsets: [usize; TILE_ROWS],
    weights: &[ChannelBlock],
    tile: &mut RegisterTile<TILE_ROWS>,
) {
    // With slices of equal length and a local array of sums, the loop has neither bounds checks nor stores.
    let count = weights.len();
    let inputs: [&[f32]; ROWS] = std::array::from_fn(|row| &values[offsets[row]..][..count]);
    let mut sums: RegisterTile<ROWS> = std::array::from_fn(|row| tile[row]);
    for (index, [low, high]) in weights.iter().enumerate() {
        for (sum, input) in sums.iter_mut().zip(inputs) {
            let value = f32x4::splat(input[index]);
            sum[0] = multiply_add(value, *low, sum[0]);
            sum[1] = multiply_add(value, *high, sum[1]);
        }
    }
    tile[..ROWS].copy_from_slice(&sums);
}

/// Splits `0..count` into ranges of at most [`TILE_ROWS`] rows, as evenly as possible: 9 into 3 + 3 + 3.
pub(super) fn tile_ranges(count: usize) -> impl Iterator<Item = Range<usize>> {
    let tiles = count.div_ceil(TILE_ROWS).max(1);
    (0..tiles).map(move |tile| tile * count / tiles..(tile + 1) * count / tiles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tile_ranges_are_even_and_cover_all_rows() {
        for (count, lengths) in [
            (1, &[1][..]),
            (4, &[4]),
            (5, &[2, 3]),
            (9, &[3, 3, 3]),
            (10, &[3, 3, 4]),
        ] {
            let ranges: Vec<_> = tile_ranges(count).collect();
            let actual: Vec<usize> = ranges.iter().map(Range::len).collect();
            assert_eq!(actual, lengths, "{count} rows");
            let rows: Vec<usize> = ranges.into_iter().flatten().collect();
            assert_eq!(rows, (0..count).collect::<Vec<_>>(), "{count} rows");
        }
    }
}
