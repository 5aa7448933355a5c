package io.upmpublisher.publisher.run;

import java.util.EnumSet;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.PackageOutcome;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.operator.Alarms;
import io.upmpublisher.publisher.registry.RegistryCode;

/** Outcomes that need a person beside the package's author: a version whose content is not what it should be. */
@ApplicationScoped
class PackageAlarms {

    private static final Set<RegistryCode> ALARMING = EnumSet.of(RegistryCode.VERSION_EXISTS_OTHER_CONTENT,
            RegistryCode.READ_BACK_MISMATCH);

    private final Alarms alarms;

    PackageAlarms(Alarms alarms) {
        this.alarms = alarms;
    }

    /** The next version of the package that is published ends its alarms: that is the remedy. */
    void about(PackageReport report, String registry) {
        report.name().ifPresent(name -> {
            var about = "package " + name + " in registry " + registry;
            for (var code : ALARMING) {
                if (report.code().equals(code.name())) {
                    alarms.raise(code.name(), about, report.cause(), code.remedy());
                } else if (report.outcome() == PackageOutcome.PUBLISHED) {
                    alarms.resolve(code.name(), about);
                }
            }
        });
    }
}
