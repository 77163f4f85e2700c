//! Who is credited for deals beside their owners, or with them.

use crate::domain::credit::{Credit, CreditKind};
use crate::domain::id::{DealId, RepId};
use crate::domain::sample::book::Dealt;
use crate::domain::sample::cast::{CAST, ENGINEER};

use super::Teams;

/// Deals of the story that two people sell: whose, by the number of the company, with whom, and basis points of that.
const TOGETHER: (usize, &str, i64) = (0, "Sander", 2_000);
/// The last deal that somebody won was sold by two: whose, with whom, and basis points of that.
const LAST_WON: (&str, &str, i64) = ("美咲", "Chloé", 3_000);
/// Basis points for whoever shows what the machine can do, and for whoever brought the lead.
const HELPED: i64 = 1_000;
const BROUGHT: i64 = 2_000;
/// All of a deal.
const WHOLE: i64 = 10_000;

impl Teams<'_> {
    /// Shares of deals. All others are their owners' entirely.
    pub(super) fn shares(&mut self) {
        let (company, helper, share) = TOGETHER;
        let open = |it: &&Dealt| it.course.end.is_none() && it.customer == company;
        if let Some(dealt) = self.book.deals.iter().find(open) {
            self.together(dealt, helper, share);
        }
        let (whose, helper, share) = LAST_WON;
        let won = self.book.deals.iter().filter_map(|it| {
            let end = it.course.end.filter(|end| end.is_won)?;
            (CAST[it.owner].name == whose).then_some((end.on, it))
        });
        if let Some((_, dealt)) = won.max_by_key(|(on, it)| (*on, it.id)) {
            self.together(dealt, helper, share);
        }
        for dealt in &self.book.deals {
            let is_won = dealt.course.end.is_some_and(|end| end.is_won);
            if let Some((id, _)) = self.person(ENGINEER).filter(|_| is_won && dealt.is_shown) {
                self.share(dealt.id, id, CreditKind::Overlay, HELPED);
            }
            if let Some(giver) = dealt.brought_by {
                let id = self.house.cast[giver].id;
                self.share(dealt.id, id, CreditKind::Sourcing, BROUGHT);
            }
        }
    }

    fn together(&mut self, dealt: &Dealt, with: &str, share: i64) {
        if let Some((id, _)) = self.person(with) {
            let owner = self.house.cast[dealt.owner].id;
            self.share(dealt.id, owner, CreditKind::Revenue, WHOLE - share);
            self.share(dealt.id, id, CreditKind::Revenue, share);
        }
    }

    fn share(&mut self, deal_id: DealId, rep_id: RepId, kind: CreditKind, share: i64) {
        self.batch.credits.push(Credit {
            id: self.ids.mint(),
            version: 1,
            deal_id,
            rep_id,
            kind,
            share,
        });
    }
}
