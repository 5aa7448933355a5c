package io.upmpublisher.publisher.run;

import java.util.List;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.PublishRequested;

/** Who wants to hear what runs in plan mode came to, in the transaction that ends them. */
public interface PlanWatcher {

    /** @param reports of the revision that ended */
    void planned(PublishRequested request, CommitId commit, List<PackageReport> reports);
}
