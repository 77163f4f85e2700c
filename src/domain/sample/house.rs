//! What stands before the first deal: what the team agreed on, what it sells, how, and who is on it.

use crate::domain::calendar::Day;
use crate::domain::deal::{ForecastCategory, Pipeline, Stage, StageKind};
use crate::domain::goal::{Goal, GoalKind, Metric};
use crate::domain::id::{IdSource, OfficeId, ProductId, RepId, StageId, TeamId};
use crate::domain::money::Currency;
use crate::domain::party::{Product, StrategicClass};
use crate::domain::signal::Limit;
use crate::domain::team::{
    Function, Job, Membership, Office, Policy, Rate, Rep, Setting, SettingKey, Team,
};
use crate::domain::text::name_key;

use super::Batch;
use super::cast::{CAST, Person, SPONSOR, Seller, TEAMS, place};
use super::seats::{Seat, seats};
use super::timeline::Timeline;

/// Where the team's days begin.
pub(super) const TIME_ZONE: &str = "Europe/Berlin";

/// What stands after the @ of everyone's address.
pub(super) const DOMAIN: &str = "aqua-nord.example";

/// What a dollar was worth in millionths of a euro, quarter by quarter, over and over.
const DOLLAR_MICROS: [i64; 5] = [921_300, 917_450, 934_800, 928_150, 909_700];

/// A stage with its chance in basis points, its place in the forecast, and what it asks for.
type StageRow = (
    &'static str,
    StageKind,
    i64,
    ForecastCategory,
    &'static [&'static str],
);

const STAGES: [StageRow; 6] = [
    (
        "Qualify",
        StageKind::Open,
        1_000,
        ForecastCategory::Pipeline,
        &["they drink enough to be worth a van"],
    ),
    (
        "Discover",
        StageKind::Open,
        3_000,
        ForecastCategory::Pipeline,
        &["need in bottles a month known", "who decides is known"],
    ),
    (
        "Propose",
        StageKind::Open,
        6_000,
        ForecastCategory::BestCase,
        &[
            "they tasted it",
            "budget known",
            "whoever decides was there",
        ],
    ),
    (
        "Negotiate",
        StageKind::Open,
        8_000,
        ForecastCategory::Commit,
        &["offer read", "delivery can be kept"],
    ),
    (
        "Won",
        StageKind::Won,
        10_000,
        ForecastCategory::Closed,
        &["signed"],
    ),
    ("Lost", StageKind::Lost, 0, ForecastCategory::Omitted, &[]),
];

/// How many of the stages are open: the first ones.
pub(super) const OPEN_STAGES: usize = 4;
/// Place of the stage of what was won.
pub(super) const WON: usize = 4;
/// Place of the stage of what was lost.
pub(super) const LOST: usize = 5;

/// Limits of the signals in days; of one stage only where it has a place among the stages.
const LIMITS: [(Limit, Option<usize>, i64); 6] = [
    (Limit::Rot, None, 14),
    (Limit::Rot, Some(3), 10),
    (Limit::Stall, None, 30),
    (Limit::Stall, Some(0), 21),
    (Limit::Untouched, None, 21),
    (Limit::Big, None, 75_000),
];

/// Days in the stage of a place after which a deal is stalled.
pub(super) fn stall_days(stage: usize) -> i64 {
    let of = |at| LIMITS.iter().find(|it| it.0 == Limit::Stall && it.1 == at);
    of(Some(stage)).or(of(None)).map_or(i64::MAX, |it| it.2)
}

/// Products that people are good at beside what they sell often.
pub(super) const GLASS: &str = "Gletscherquelle, glass, 1 l, 6 bottles";
pub(super) const MINIBAR: &str = "Sprudelzwerg 0.25 l for minibars, 24 bottles";
pub(super) const COOLER: &str = "Office cooler, a month";
pub(super) const REFILL: &str = "Refill point, installed";
pub(super) const MINT: &str = "L’Été à la menthe, édition limitée 0.5 l, 12 bottles";

/// What is sold, with its price in cents and what the company wants with it.
pub(super) const PRODUCTS: [(&str, i64, StrategicClass); 7] = [
    (
        "Aqua Nord Still 0.75 l, 12 bottles",
        960,
        StrategicClass::Neutral,
    ),
    (
        "Aqua Nord Medium 0.75 l, 12 bottles",
        990,
        StrategicClass::Neutral,
    ),
    (GLASS, 1_140, StrategicClass::Push),
    (MINIBAR, 1_320, StrategicClass::Neutral),
    (COOLER, 2_900, StrategicClass::LossLeader),
    (REFILL, 249_000, StrategicClass::Neutral),
    (MINT, 1_680, StrategicClass::Neutral),
];

/// A person on the team, as deals need them.
#[derive(Debug, Clone)]
pub(super) struct Member {
    /// Id.
    pub(super) id: RepId,
    /// Name.
    pub(super) name: String,
}

/// What everything else refers to.
#[derive(Debug)]
pub(super) struct House {
    /// The days of the story.
    pub(super) timeline: Timeline,
    /// The first day on which anything holds.
    since: Day,
    /// Ids of the stages.
    pub(super) stages: Vec<StageId>,
    /// Ids of the products, with their prices in cents.
    pub(super) products: Vec<(ProductId, i64)>,
    /// The cast, in its order.
    pub(super) cast: Vec<Member>,
    /// What the team reports in.
    pub(super) currency: Currency,
    /// The roles that come with the program.
    pub(super) seats: Vec<Seat>,
}

impl House {
    /// Builds it; its records go into the batch.
    ///
    /// Nobody is on the team later than `since`, but those who are new.
    pub(super) fn build(
        timeline: Timeline,
        since: Day,
        ids: &mut IdSource,
        batch: &mut Batch,
    ) -> Option<Self> {
        let currency = Currency::from_code("EUR")?;
        let mut house = Self {
            timeline,
            since,
            stages: Vec::new(),
            products: Vec::new(),
            cast: Vec::new(),
            currency,
            seats: Vec::new(),
        };
        house.agree(ids, batch)?;
        house.stock(ids, batch);
        house.arrange(ids, batch);
        house.hire(ids, batch);
        house.seats = seats(&house.stages, ids, batch);
        Some(house)
    }

    fn agree(&self, ids: &mut IdSource, batch: &mut Batch) -> Option<()> {
        let settings = [
            (SettingKey::Currency, self.currency.code()),
            (SettingKey::TimeZone, TIME_ZONE),
            (SettingKey::FiscalYearStart, "1"),
        ];
        batch.settings.extend(settings.map(|(key, value)| Setting {
            id: ids.mint(),
            version: 1,
            key,
            value: value.to_owned(),
        }));
        let dollar = Currency::from_code("USD")?;
        let quarters = self.timeline.quarters();
        let days = std::iter::once(self.since).chain(quarters.iter().map(|(start, _)| *start));
        let rates = days
            .zip(DOLLAR_MICROS.iter().cycle())
            .map(|(from_on, micros)| Rate {
                id: ids.mint(),
                version: 1,
                currency: dollar,
                to_currency: self.currency,
                from_on,
                micros: *micros,
            });
        batch.rates.extend(rates);
        Some(())
    }

    fn stock(&mut self, ids: &mut IdSource, batch: &mut Batch) {
        for (name, price, class) in PRODUCTS {
            let product = Product {
                id: ids.mint(),
                version: 1,
                name: name.to_owned(),
                name_key: name_key(name),
                list_price: Some(price),
                currency: Some(self.currency),
                class: Some(class),
            };
            self.products.push((product.id, price));
            batch.products.push(product);
        }
    }

    /// The pipeline with its stages, and the limits of the signals.
    fn arrange(&mut self, ids: &mut IdSource, batch: &mut Batch) {
        let pipeline = Pipeline {
            id: ids.mint(),
            version: 1,
            name: "Sales".to_owned(),
            name_key: name_key("Sales"),
            position: 1,
        };
        for (position, (name, kind, probability, category, criteria)) in (1..).zip(STAGES) {
            let stage = Stage {
                id: ids.mint(),
                version: 1,
                pipeline_id: pipeline.id,
                name: name.to_owned(),
                name_key: name_key(name),
                position,
                kind,
                probability: Some(probability),
                category: Some(category),
                exit_criteria: (!criteria.is_empty()).then(|| criteria.join("\n")),
                function: None,
            };
            self.stages.push(stage.id);
            batch.stages.push(stage);
        }
        batch.pipelines.push(pipeline);
        let stages = &self.stages;
        let from_on = self.since;
        let policies = LIMITS.map(|(limit, stage, days)| Policy {
            id: ids.mint(),
            version: 1,
            key: match stage {
                Some(at) => [limit.code(), "/", &stages[at].to_string()].concat(),
                None => limit.code().to_owned(),
            },
            from_on,
            value: days.to_string(),
        });
        batch.policies.extend(policies);
    }

    /// The cast with their teams, places and quotas.
    fn hire(&mut self, ids: &mut IdSource, batch: &mut Batch) {
        for person in CAST {
            let left_on = person.left_before;
            let left_on = left_on.map(|days| self.timeline.today.plus_days(-days));
            let rep = Rep {
                profile: Some(person.profile),
                cost_band: Some(person.cost),
                left_on,
                ..rep(ids, person.name, person.mail, (person.job, person.function))
            };
            self.cast.push(Member {
                id: rep.id,
                name: rep.name.clone(),
            });
            batch.reps.push(rep);
        }
        let teams: Vec<(TeamId, OfficeId, Option<RepId>)> = TEAMS
            .iter()
            .map(|team| {
                let lead = place(team.lead).map(|at| self.cast[at].id);
                let (team, office) = found(ids, batch, team.name, team.office);
                (team, office, lead)
            })
            .collect();
        for (person, member) in CAST.iter().zip(&self.cast) {
            // Whoever serves both teams sits where the first one does.
            let (team_id, office_id, lead) = teams[person.team.unwrap_or(0)];
            let from_on = joined_on(person, &self.timeline).unwrap_or(self.since);
            let lead = lead.filter(|lead| *lead != member.id && person.name != SPONSOR);
            let place = belongs(ids, member.id, (team_id, office_id), lead, from_on);
            let days = person.left_before;
            batch.memberships.push(Membership {
                team_id: person.team.map(|_| team_id),
                to_on: days.map(|days| self.timeline.today.plus_days(-days)),
                ..place
            });
            if let Some(seller) = &person.seller {
                let mut quarters = self.timeline.quarters();
                quarters.retain(|(_, end)| from_on < *end);
                self.expect(&quarters, member.id, |nth| ramp(seller, nth), ids, batch);
            }
        }
    }

    /// Quotas of somebody, quarter by quarter; `euros` by the number of the quarter.
    pub(super) fn expect(
        &self,
        quarters: &[(Day, Day)],
        rep_id: RepId,
        euros: impl Fn(usize) -> i64,
        ids: &mut IdSource,
        batch: &mut Batch,
    ) {
        for (nth, &(start_on, end_on)) in quarters.iter().enumerate() {
            batch.goals.push(Goal {
                id: ids.mint(),
                version: 1,
                rep_id: Some(rep_id),
                team_id: None,
                metric: Metric::WonValue,
                kind: GoalKind::Target,
                start_on,
                end_on,
                target: euros(nth) * 100,
                currency: Some(self.currency),
            });
        }
    }
}

/// Quota in euros: of someone new a quarter of it at first, then half, then three quarters.
fn ramp(seller: &Seller, nth: usize) -> i64 {
    match (seller.is_new_for_weeks, nth) {
        (Some(_), 0) => seller.quota / 4,
        (Some(_), 1) => seller.quota / 2,
        (Some(_), 2) => seller.quota * 3 / 4,
        _ => seller.quota,
    }
}

/// The Monday on which somebody joined, if they are new.
pub(super) fn joined_on(person: &Person, timeline: &Timeline) -> Option<Day> {
    use chrono::Datelike;

    let weeks = person.seller.as_ref()?.is_new_for_weeks?;
    let today = timeline.today;
    let since_monday = i64::from(today.date().weekday().num_days_from_monday());
    Some(today.plus_days(-since_monday - 7 * weeks))
}

/// A place in a team, from a day on.
pub(super) fn belongs(
    ids: &mut IdSource,
    rep_id: RepId,
    (team_id, office_id): (TeamId, OfficeId),
    manager_id: Option<RepId>,
    from_on: Day,
) -> Membership {
    Membership {
        id: ids.mint(),
        version: 1,
        rep_id,
        team_id: Some(team_id),
        office_id: Some(office_id),
        manager_id,
        from_on,
        to_on: None,
    }
}

/// A rep with a job and a place in the selling line.
pub(super) fn rep(
    ids: &mut IdSource,
    name: &str,
    mail: &str,
    (job, function): (Job, Function),
) -> Rep {
    Rep {
        email: Some([mail, "@", DOMAIN].concat()),
        job: Some(job),
        function: Some(function),
        ..Rep::new(ids.mint(), name)
    }
}

/// A team in an office of its own.
pub(super) fn found(
    ids: &mut IdSource,
    batch: &mut Batch,
    team: &str,
    office: &str,
) -> (TeamId, OfficeId) {
    let team = Team {
        id: ids.mint(),
        version: 1,
        name: team.to_owned(),
        name_key: name_key(team),
    };
    let office = Office {
        id: ids.mint(),
        version: 1,
        name: office.to_owned(),
        name_key: name_key(office),
    };
    let made = (team.id, office.id);
    batch.teams.push(team);
    batch.offices.push(office);
    made
}
