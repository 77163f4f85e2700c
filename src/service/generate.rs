//! Making a sample team in an empty store: one command, one journal entry.

use std::ops::ControlFlow;

use crate::domain::command::Actor;
use crate::domain::refusal::Refusal;
use crate::domain::sample::{Batch, COMPANY, Request, Sample};
use crate::store::bulk::Load;
use crate::store::journal::Writer;
use crate::store::record::Record;
use crate::store::sql::Db;
use crate::store::tables::TABLES;
use crate::store::{self, find};

use super::exchange::import::Progress;
use super::run::split;
use super::{Done, Error, Result, Service};

impl Service {
    /// Makes the sample team in a store that holds nothing yet. `progress` may stop it; then nothing is kept.
    pub fn generate(
        &mut self,
        actor: &Actor,
        request: &Request,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Done> {
        let heading = self.heading(actor, "generate", COMPANY.to_owned());
        self.db.write(|| {
            refuse_if_used(&self.db)?;
            let mut writer = Writer::new(&self.db, heading, fastrand::u64(..))?;
            let mut load = Load::begin(&self.db)?;
            let (mut sample, story) =
                Sample::begin(request, writer.ids()).ok_or(Refusal::NoSampleOn {
                    today: request.today,
                })?;
            let mut watch = Watch::new(progress, sample.deals_left(), load.left());
            keep(&mut writer, &story)?;
            while let Some(batch) = sample.next(writer.ids()) {
                keep(&mut writer, &batch)?;
                watch.look(sample.deals_left(), load.left())?;
            }
            while load.make_for_deals()? {
                watch.look(0, load.left())?;
            }
            split::check(&writer)?;
            let seq = writer.finish()?;
            while load.make_last()? {
                watch.look(0, load.left())?;
            }
            Ok(Done {
                seq,
                remarks: Vec::new(),
            })
        })
    }
}

/// A sample among a team's own records could not be told from them.
fn refuse_if_used(db: &Db) -> Result<()> {
    for table in TABLES {
        if !find::is_empty(db, table)? {
            return Err(Refusal::NotEmpty.into());
        }
    }
    Ok(())
}

fn keep(writer: &mut Writer<'_>, batch: &Batch) -> store::Result<()> {
    insert(writer, &batch.settings)?;
    insert(writer, &batch.rates)?;
    insert(writer, &batch.reps)?;
    insert(writer, &batch.teams)?;
    insert(writer, &batch.offices)?;
    insert(writer, &batch.memberships)?;
    insert(writer, &batch.goals)?;
    insert(writer, &batch.products)?;
    insert(writer, &batch.pipelines)?;
    insert(writer, &batch.stages)?;
    insert(writer, &batch.roles)?;
    insert(writer, &batch.role_duties)?;
    insert(writer, &batch.default_members)?;
    insert(writer, &batch.skills)?;
    insert(writer, &batch.channels)?;
    insert(writer, &batch.ops_duties)?;
    insert(writer, &batch.policies)?;
    insert(writer, &batch.accounts)?;
    insert(writer, &batch.account_members)?;
    insert(writer, &batch.contracts)?;
    insert(writer, &batch.support_cases)?;
    insert(writer, &batch.contacts)?;
    insert(writer, &batch.deals)?;
    insert(writer, &batch.deal_members)?;
    insert(writer, &batch.credits)?;
    insert(writer, &batch.deal_lines)?;
    insert(writer, &batch.deal_contacts)?;
    insert(writer, &batch.history)?;
    insert(writer, &batch.activities)?;
    insert(writer, &batch.sprints)?;
    insert(writer, &batch.sprint_items)?;
    insert(writer, &batch.absences)?;
    insert(writer, &batch.holidays)?;
    insert(writer, &batch.templates)
}

fn insert<R: Record>(writer: &mut Writer<'_>, records: &[R]) -> store::Result<()> {
    records.iter().try_for_each(|record| writer.insert(record))
}

/// Shows how far it is: an index counts as much as a fiftieth of the deals.
struct Watch<'a> {
    show: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
    total: usize,
    index: usize,
}

impl<'a> Watch<'a> {
    fn new(
        show: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
        deals: usize,
        indexes: usize,
    ) -> Self {
        let index = deals / 50 + 1;
        Self {
            show,
            total: deals + indexes * index,
            index,
        }
    }

    fn look(&mut self, deals_left: usize, indexes_left: usize) -> Result<()> {
        let left = deals_left + indexes_left * self.index;
        let progress = Progress {
            done: (self.total - left) as u64,
            total: self.total as u64,
        };
        match (self.show)(progress) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Error::Cancelled),
        }
    }
}
