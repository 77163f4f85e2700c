//! Who gets how much of a deal: its amount in shares, to the last minor unit.

use super::id::{CreditId, DealId, RepId};
use super::money::WHOLE_BP;
use super::refusal::Refusal;

codes! {
    /// How a share of a deal counts.
    CreditKind {
        /// Part of the amount: the shares of a deal total 100 %.
        Revenue => "revenue",
        /// On top of the amount, for whoever helped.
        Overlay => "overlay",
        /// On top of the amount, for whoever brought the lead or the idea.
        Sourcing => "sourcing",
    }
}

/// A share of a deal's amount. A deal without any of revenue is its owner's entirely.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// Id.
    pub id: CreditId,
    /// Version of the row.
    pub version: i64,
    /// The deal.
    pub deal_id: DealId,
    /// Who gets the share.
    pub rep_id: RepId,
    /// Part of the amount, or on top.
    pub kind: CreditKind,
    /// Share in basis points.
    pub share: i64,
}

/// Refuses shares of a deal's revenue that are not all of it, or that its owner has no part in. No shares at all are the
/// owner's.
pub fn check(
    deal: &str,
    owner: Option<(RepId, &str)>,
    shares: &[(RepId, i64)],
) -> Result<(), Refusal> {
    let total: i64 = shares.iter().map(|(_, share)| share).sum();
    let deal = deal.to_owned();
    if !shares.is_empty() && total != WHOLE_BP {
        return Err(Refusal::SharesNotWhole { deal, total });
    }
    match owner.filter(|(id, _)| shares.iter().all(|(rep_id, _)| rep_id != id)) {
        Some((_, owner)) if !shares.is_empty() => Err(Refusal::OwnerWithoutShare {
            deal,
            owner: owner.to_owned(),
        }),
        _ => Ok(()),
    }
}

/// An amount in shares of basis points, minor units each: what they are worth together is rounded half up once, each
/// gets the whole units of its share, and the units left over go to those who lost most by that (the largest
/// remainder), of equals to the first. Shares of 100 % come to the amount, whatever they are.
pub fn shared(amount: i64, shares: &[i64]) -> Vec<i64> {
    let whole = i128::from(WHOLE_BP);
    let exact = |share: i64| i128::from(amount) * i128::from(share);
    let total: i128 = shares.iter().map(|share| exact(*share)).sum();
    let total = (total + whole / 2).div_euclid(whole);
    let mut parts: Vec<i128> = shares
        .iter()
        .map(|it| exact(*it).div_euclid(whole))
        .collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(exact(shares[*at]).rem_euclid(whole)));
    let left = total - parts.iter().sum::<i128>();
    for at in order.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        parts[at] += 1;
    }
    let parts = parts.into_iter();
    parts.map(|it| i64::try_from(it).unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::MINOR_MAX;
    use proptest::prelude::*;

    #[test]
    fn what_is_left_over_goes_to_who_lost_most() {
        for (amount, shares, expected) in [
            (100, &[3_333, 3_333, 3_334][..], &[33, 33, 34][..]),
            (10, &[3_333, 3_333, 3_334], &[3, 3, 4]),
            (101, &[5_000, 5_000], &[51, 50]),
            (1, &[2_500, 2_500, 5_000], &[0, 0, 1]),
            (-101, &[5_000, 5_000], &[-50, -51]),
            (0, &[10_000], &[0]),
            // Overlays come to anything.
            (999, &[1_000], &[100]),
            (999, &[5_000, 10_000, 10_000], &[500, 999, 999]),
            (50, &[], &[]),
        ] {
            assert_eq!(shared(amount, shares), expected, "{amount} {shares:?}");
        }
    }

    proptest! {
        #[test]
        fn shares_of_the_whole_come_to_the_amount(
            amount in -MINOR_MAX..=MINOR_MAX,
            cuts in prop::collection::vec(0..=WHOLE_BP, 0..8),
        ) {
            let mut cuts = cuts;
            cuts.extend([0, WHOLE_BP]);
            cuts.sort_unstable();
            let shares: Vec<i64> = cuts.windows(2).map(|it| it[1] - it[0]).collect();
            let parts = shared(amount, &shares);
            prop_assert_eq!(parts.iter().sum::<i64>(), amount);
            for (part, share) in parts.iter().zip(&shares) {
                // Nobody is further than one unit from what is exactly theirs.
                let exact = i128::from(amount) * i128::from(*share);
                let off = i128::from(*part) * i128::from(WHOLE_BP) - exact;
                prop_assert!(off.abs() < i128::from(WHOLE_BP));
            }
        }
    }
}
