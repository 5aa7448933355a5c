package io.upmpublisher.publisher.manifest;

import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.PackageName;

/** Tells the Unity packages among all the package.json files of a repository. */
public final class UpmPackageRule {

    private final Set<String> scopes;

    /** @param scopes npm scopes, with their {@code @}, whose packages all count as Unity packages */
    public UpmPackageRule(Set<String> scopes) {
        this.scopes = Set.copyOf(scopes);
    }

    public enum SkipCode {
        NOT_A_UPM_PACKAGE("it has neither \"unity\" nor \"displayName\", and its name has no reverse-domain form"),
        PRIVATE_PACKAGE("it is marked \"private\"");

        private final String reason;

        SkipCode(String reason) {
            this.reason = reason;
        }

        public String reason() {
            return reason;
        }
    }

    /** Why a manifest is passed over; empty if it is to be published. Asked before its name and version are judged. */
    public Optional<SkipCode> skips(ObjectNode manifest) {
        if (!isUpmPackage(manifest)) {
            return Optional.of(SkipCode.NOT_A_UPM_PACKAGE);
        }
        return isTrue(manifest.path("private")) ? Optional.of(SkipCode.PRIVATE_PACKAGE) : Optional.empty();
    }

    private boolean isUpmPackage(ObjectNode manifest) {
        return PackageManifest.text(manifest, "unity").isPresent()
                || PackageManifest.text(manifest, "displayName").isPresent()
                || name(manifest).filter(name -> name.isReverseDomain()
                        || name.scope().filter(scopes::contains).isPresent()).isPresent();
    }

    private static Optional<PackageName> name(ObjectNode manifest) {
        try {
            return PackageManifest.text(manifest, "name").map(name -> PackageName.of(name.strip()));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    /** What JavaScript takes for true; npm asks no more than that of {@code private}. */
    static boolean isTrue(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.booleanValue();
            case STRING -> !value.textValue().isEmpty();
            case NUMBER -> value.doubleValue() != 0;
            case OBJECT, ARRAY -> true;
            case NULL, MISSING, BINARY, POJO -> false;
        };
    }
}
