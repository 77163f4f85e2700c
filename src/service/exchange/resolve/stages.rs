//! Making stages: those of a mapping, and those of which a file knows the name.

use crate::domain::deal::StageKind;
use crate::domain::id::PipelineId;
use crate::domain::text::name_key;
use crate::service::Result;
use crate::service::exchange::mapping::{Mapping, PipelineSpec, StageSpec, chance};
use crate::service::run::{new_stage, pipeline_named};
use crate::store::find;
use crate::store::journal::Writer;

/// Makes a stage of which a file knows the name alone. What it means is in the name: a CRM calls the ends won and lost.
pub(super) fn make_stage(
    writer: &mut Writer<'_>,
    pipeline: Option<i64>,
    name: &str,
) -> Result<i64> {
    let pipeline_id = match pipeline {
        Some(id) => PipelineId(id),
        None => pipeline_named(writer, None)?,
    };
    let key = name_key(name);
    let names = |words: &[&str]| words.iter().any(|word| key.contains(word));
    let kind = match () {
        () if names(&["won", "gewonnen"]) => StageKind::Won,
        () if names(&["lost", "verloren"]) => StageKind::Lost,
        () => StageKind::Open,
    };
    let stage = new_stage(writer, pipeline_id, name.to_owned(), kind, None)?;
    writer.insert(&stage)?;
    Ok(stage.id.0)
}

/// Makes the pipelines and stages of a mapping that are missing. One that is there stays as people left it.
pub fn make_stages(writer: &mut Writer<'_>, mapping: &Mapping) -> Result<()> {
    let unnamed = (!mapping.stage.is_empty()).then_some((None, &mapping.stage));
    let named = mapping
        .pipeline
        .iter()
        .map(|PipelineSpec { name, stage }| (Some(name.as_str()), stage));
    for (pipeline, stages) in unnamed.into_iter().chain(named) {
        let pipeline_id = pipeline_named(writer, pipeline)?;
        for StageSpec {
            name,
            kind,
            probability,
        } in stages
        {
            let known = match pipeline {
                Some(_) => find::stages(writer.db(), Some(pipeline_id.0), name)?,
                None => find::stages(writer.db(), None, name)?,
            };
            if known.is_empty() {
                let kind = StageKind::from_code(kind).unwrap_or(StageKind::Open);
                let probability = probability
                    .as_deref()
                    .and_then(|text| chance(text).ok().flatten());
                let stage = new_stage(writer, pipeline_id, name.clone(), kind, probability)?;
                writer.insert(&stage)?;
            }
        }
    }
    Ok(())
}
