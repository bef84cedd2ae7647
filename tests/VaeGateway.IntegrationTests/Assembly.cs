// The tests start processes and look at timing: one after the other, they don't get in each other's way.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
