//! Pipelines, stages, deals and what belongs to a deal.

use super::calendar::{Day, Instant};
use super::id::{
    AccountId, ContactId, DealContactId, DealHistoryId, DealId, DealLineId, PipelineId, ProductId,
    RepId, StageId,
};
use super::money::Currency;
use super::refusal::Refusal;
use super::role::{Complexity, Sharing};
use super::team::Function;

pub use criteria::{Criteria, Place};

mod criteria;

codes! {
    /// What happened to a deal.
    NewsKind {
        /// It was won.
        Won => "won",
        /// It was lost.
        Lost => "lost",
        /// It moved to another open stage.
        Moved => "moved",
        /// It began.
        Started => "started",
    }
}

codes! {
    /// What a stage means for the deals in it.
    StageKind {
        /// Still to be decided.
        Open => "open",
        /// Sold.
        Won => "won",
        /// Not sold.
        Lost => "lost",
    }
}

impl StageKind {
    /// Whether a deal in such a stage is decided.
    pub fn is_closed(self) -> bool {
        self != Self::Open
    }
}

codes! {
    /// Where a deal stands in the forecast.
    ForecastCategory {
        /// Not counted on yet.
        Pipeline => "pipeline",
        /// Possible.
        BestCase => "best_case",
        /// Promised.
        Commit => "commit",
        /// Decided.
        Closed => "closed",
        /// Left out.
        Omitted => "omitted",
    }
}

/// An ordered set of stages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pipeline {
    /// Id.
    pub id: PipelineId,
    /// Version of the row.
    pub version: i64,
    /// Name as written.
    pub name: String,
    /// Name folded to compare and sort.
    pub name_key: String,
    /// Order among the pipelines.
    pub position: i64,
}

/// A step of a pipeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Id.
    pub id: StageId,
    /// Version of the row.
    pub version: i64,
    /// The pipeline it belongs to.
    pub pipeline_id: PipelineId,
    /// Name as written.
    pub name: String,
    /// Name folded to compare and sort.
    pub name_key: String,
    /// Order in the pipeline.
    pub position: i64,
    /// Open, won or lost.
    pub kind: StageKind,
    /// Chance in basis points that a deal in it is won, where one was given.
    pub probability: Option<i64>,
    /// Where its deals stand in the forecast, unless they say otherwise.
    pub category: Option<ForecastCategory>,
    /// What is to be true of a deal that comes here, one a line.
    pub exit_criteria: Option<String>,
    /// Whose stage it is where deals go from hand to hand (an assembly line).
    pub function: Option<Function>,
}

/// An opportunity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deal {
    /// Id.
    pub id: DealId,
    /// Version of the row. Lines, contacts, shares and history of the deal have none, and leave this one as it is.
    pub version: i64,
    /// Name as written.
    pub name: String,
    /// Name folded to compare and sort.
    pub name_key: String,
    /// Whom it is sold to.
    pub account_id: Option<AccountId>,
    /// Who owns it.
    pub owner_id: Option<RepId>,
    /// Where it stands.
    pub stage_id: StageId,
    /// Its worth in minor units.
    pub amount: Option<i64>,
    /// Currency of the amount.
    pub currency: Option<Currency>,
    /// Chance in basis points; `None` follows the stage.
    pub probability: Option<i64>,
    /// Place in the forecast; `None` follows the stage.
    pub category: Option<ForecastCategory>,
    /// When it began.
    pub started_on: Option<Day>,
    /// When it is expected to close.
    pub expected_close_on: Option<Day>,
    /// When it was won or lost.
    pub closed_on: Option<Day>,
    /// When the agreement is to be sent.
    pub agreement_send_on: Option<Day>,
    /// Why it was won or lost.
    pub close_reason: Option<String>,
    /// Anything else.
    pub note: Option<String>,
    /// Who may see it; none is everyone on the team.
    pub sharing: Option<Sharing>,
    /// Whether it needs a band, where somebody said so; `None` follows the rule.
    pub complexity: Option<Complexity>,
}

impl StageKind {
    /// Why deals come to such an end: what is offered; any other reason is as good.
    pub const fn reasons(self) -> &'static [&'static str] {
        match self {
            Self::Open => &[],
            Self::Won => &["price", "product", "relationship", "timing", "delivery"],
            Self::Lost => &[
                "price",
                "competitor",
                "no_budget",
                "no_decision",
                "timing",
                "our_follow_up",
            ],
        }
    }
}

impl Deal {
    /// The deal after it went to another stage: closed that day where that is won or lost, open again elsewhere.
    ///
    /// It keeps a probability of its own; without one it follows the stage. `reason` says why it is won or lost.
    pub fn moved(&self, to: &Stage, reason: Option<&str>, on: Day) -> Result<Self, Refusal> {
        if to.id == self.stage_id {
            return Ok(self.clone());
        }
        let (closed_on, close_reason) = if to.kind.is_closed() {
            let reason = reason.ok_or_else(|| Refusal::NoReason {
                deal: self.name.clone(),
            })?;
            (Some(on), Some(reason.to_owned()))
        } else {
            (None, None)
        };
        Ok(Self {
            stage_id: to.id,
            closed_on,
            close_reason,
            ..self.clone()
        })
    }
}

/// A product on a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealLine {
    /// Id.
    pub id: DealLineId,
    /// Version of the row.
    pub version: i64,
    /// The deal.
    pub deal_id: DealId,
    /// The product.
    pub product_id: ProductId,
    /// How many.
    pub quantity: i64,
    /// Price of all of them in minor units of the deal's currency, where it is known.
    pub price: Option<i64>,
}

/// A contact's part in a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealContact {
    /// Id.
    pub id: DealContactId,
    /// Version of the row.
    pub version: i64,
    /// The deal.
    pub deal_id: DealId,
    /// The contact.
    pub contact_id: ContactId,
}

/// One recorded change of a deal: what it was and what it became. The first has nothing old.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealHistory {
    /// Id.
    pub id: DealHistoryId,
    /// The deal.
    pub deal_id: DealId,
    /// The day the change holds, from an import's own dates where it has them.
    pub changed_on: Day,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// Who changed it.
    pub actor: String,
    /// Stage before.
    pub old_stage_id: Option<StageId>,
    /// Stage after.
    pub new_stage_id: StageId,
    /// Amount before, minor units.
    pub old_amount: Option<i64>,
    /// Amount after, minor units.
    pub new_amount: Option<i64>,
    /// Own probability before, basis points.
    pub old_probability: Option<i64>,
    /// Own probability after, basis points.
    pub new_probability: Option<i64>,
    /// Close or expected close before.
    pub old_close_on: Option<Day>,
    /// Close or expected close after.
    pub new_close_on: Option<Day>,
    /// Own category before.
    pub old_category: Option<ForecastCategory>,
    /// Own category after.
    pub new_category: Option<ForecastCategory>,
    /// Owner before.
    pub old_owner_id: Option<RepId>,
    /// Owner after.
    pub new_owner_id: Option<RepId>,
    /// Which of the stage's exit criteria were met, and why the others were passed; one a line.
    pub criteria: Option<String>,
}

impl DealHistory {
    /// The history row of a save, or `None` if it changed nothing that history keeps.
    ///
    /// `before` is `None` for a new deal. The id is left to the caller.
    pub fn of(
        before: Option<&Deal>,
        after: &Deal,
        changed_on: Day,
        recorded_at: Instant,
        actor: &str,
    ) -> Option<Self> {
        let close_on = |deal: &Deal| deal.closed_on.or(deal.expected_close_on);
        let row = Self {
            id: DealHistoryId(0),
            deal_id: after.id,
            changed_on,
            recorded_at,
            actor: actor.to_owned(),
            old_stage_id: before.map(|deal| deal.stage_id),
            new_stage_id: after.stage_id,
            old_amount: before.and_then(|deal| deal.amount),
            new_amount: after.amount,
            old_probability: before.and_then(|deal| deal.probability),
            new_probability: after.probability,
            old_close_on: before.and_then(close_on),
            new_close_on: close_on(after),
            old_category: before.and_then(|deal| deal.category),
            new_category: after.category,
            old_owner_id: before.and_then(|deal| deal.owner_id),
            new_owner_id: after.owner_id,
            criteria: None,
        };
        let is_same = row.old_stage_id == Some(row.new_stage_id)
            && row.old_amount == row.new_amount
            && row.old_probability == row.new_probability
            && row.old_close_on == row.new_close_on
            && row.old_category == row.new_category
            && row.old_owner_id == row.new_owner_id;
        (!is_same).then_some(row)
    }
}
