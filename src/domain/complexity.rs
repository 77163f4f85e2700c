//! When a deal is complex: one person does not sell it alone (domain.md, "default account team").

use super::calendar::Day;
use super::money::Currency;
use super::role::Complexity;
use super::signal::Limit;
use super::team::Policy;

/// From where on a deal is complex of which nobody said what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounds {
    /// The least amounts, minor units by currency; a deal in another currency is complex by its amount never.
    pub amounts: Vec<(Currency, i64)>,
    /// So many different products.
    pub products: i64,
    /// So many people to be won over.
    pub stakeholders: i64,
}

/// What decides of a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// What somebody said.
    pub said: Option<Complexity>,
    /// Minor units.
    pub amount: Option<i64>,
    /// Their currency.
    pub currency: Option<Currency>,
    /// How many different products are on it.
    pub products: i64,
    /// How many contacts.
    pub stakeholders: i64,
}

codes! {
    /// Why a deal is complex.
    WhyComplex {
        /// Somebody said so.
        Said => "said",
        /// It is worth that much.
        Amount => "amount",
        /// It has that many products.
        Products => "products",
        /// That many people have a say.
        Stakeholders => "stakeholders",
    }
}

impl Bounds {
    /// The bounds of a day, with the amounts that are worth what was agreed on.
    pub fn of(policies: &[Policy], on: Day, amounts: impl Fn(i64) -> Vec<(Currency, i64)>) -> Self {
        let value = |limit: Limit| limit.agreed(policies, None, on).or(limit.rule().default);
        let count = |limit: Limit| value(limit).unwrap_or(i64::MAX);
        Self {
            amounts: value(Limit::ComplexAmount).map_or_else(Vec::new, amounts),
            products: count(Limit::ComplexProducts),
            stakeholders: count(Limit::ComplexStakeholders),
        }
    }

    /// Why a deal is complex; nothing where it is not. `store::complexity` asks the same of all.
    pub fn reasons(&self, deal: &Counted) -> Vec<WhyComplex> {
        match deal.said {
            Some(Complexity::Simple) => return Vec::new(),
            Some(Complexity::Complex) => return vec![WhyComplex::Said],
            None => {}
        }
        let is_large = self.amounts.iter().any(|(currency, least)| {
            deal.currency == Some(*currency) && deal.amount.is_some_and(|minor| minor >= *least)
        });
        let reasons = [
            (is_large, WhyComplex::Amount),
            (deal.products >= self.products, WhyComplex::Products),
            (
                deal.stakeholders >= self.stakeholders,
                WhyComplex::Stakeholders,
            ),
        ];
        let reasons = reasons.into_iter().filter(|(is, _)| *is);
        reasons.map(|(_, why)| why).collect()
    }
}
