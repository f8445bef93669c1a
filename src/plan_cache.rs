//! Caches execution plans, which a model needs to run on inputs of one shape.

/// The plans of the input shapes that were used most recently.
pub(crate) struct PlanCache<P> {
    /// The largest number of plans.
    capacity: usize,
    /// Each input shape with its plan, ordered from the least to the most recently used.
    plans: Vec<(Vec<usize>, P)>,
}

impl<P> PlanCache<P> {
    /// Creates an empty cache for that many plans, at least one.
    pub(crate) fn new(capacity: usize) -> Self {
        PlanCache {
            capacity,
            plans: Vec::new(),
        }
    }

    /// Returns the plan for inputs of `shape`, and creates it if it is not in the cache. A full cache drops the plan
    /// that was used least recently.
    ///
    /// # Errors
    /// Returns the error of `create`; the cache is then unchanged.
    pub(crate) fn get_or_try_create<E>(
        &mut self,
        shape: &[usize],
        create: impl FnOnce() -> Result<P, E>,
    ) -> Result<&mut P, E> {
        if let Some(index) = self.plans.iter().position(|(cached, _)| cached == shape) {
            self.plans[index..].rotate_left(1);
        } else {
            let plan = create()?;
            if self.plans.len() == self.capacity {
                self.plans.remove(0);
            }
            self.plans.push((shape.to_vec(), plan));
        }
        let last = self.plans.len() - 1;
        Ok(&mut self.plans[last].1)
    }

    /// Returns the number of plans.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.plans.len()
    }

    /// Returns the plan that was used most recently, or `None` if the cache is empty.
    pub(crate) fn latest(&self) -> Option<&P> {
        self.plans.last().map(|(_, plan)| plan)
    }

    /// Returns a mutable reference to the plan that was used most recently, or `None` if the cache is empty.
    pub(crate) fn latest_mut(&mut self) -> Option<&mut P> {
        self.plans.last_mut().map(|(_, plan)| plan)
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    #[test]
    fn creates_a_plan_only_for_shapes_not_in_the_cache() {
        let mut cache = PlanCache::new(4);
        let mut created = Vec::new();
        for size in [32, 64, 96, 128, 160, 32, 64, 32] {
            let Ok(plan) = cache.get_or_try_create(&[1, 3, size, size], || {
                created.push(size);
                Ok::<_, Infallible>(size)
            });
            assert_eq!(*plan, size);
            assert_eq!(cache.latest(), Some(&size));
        }
        assert_eq!(created, [32, 64, 96, 128, 160, 32, 64]);
    }

    #[test]
    fn keeps_the_most_recently_used_plans() {
        let mut cache = PlanCache::new(4);
        for size in [32, 64, 96, 128, 160, 32, 64, 32] {
            let Ok(()) = cache.get_or_try_create(&[size], || Ok::<_, Infallible>(()));
        }
        let shapes: Vec<usize> = cache.plans.iter().map(|(shape, ())| shape[0]).collect();
        assert_eq!(shapes, [128, 160, 64, 32]);
    }

    #[test]
    fn an_error_leaves_the_cache_unchanged() {
        let mut cache = PlanCache::new(4);
        for size in [1, 2, 3, 4] {
            assert!(
                cache
                    .get_or_try_create(&[size], || Ok::<_, &str>(size))
                    .is_ok()
            );
        }
        assert_eq!(
            cache.get_or_try_create(&[5], || Err("unsupported")),
            Err("unsupported")
        );
        assert_eq!(cache.len(), 4);
        assert_eq!(cache.latest(), Some(&4));
        assert_eq!(
            cache.get_or_try_create(&[1], || Err("not in the cache")),
            Ok(&mut 1)
        );
    }
}
