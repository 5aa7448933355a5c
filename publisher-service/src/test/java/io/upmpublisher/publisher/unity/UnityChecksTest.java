package io.upmpublisher.publisher.unity;

import static io.upmpublisher.publisher.unity.PackageFixture.findings;
import static io.upmpublisher.publisher.unity.PackageFixture.guid;
import static io.upmpublisher.publisher.unity.PackageFixture.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.publisher.manifest.Finding;
import io.upmpublisher.publisher.manifest.Finding.Code;
import io.upmpublisher.publisher.manifest.PackageManifest;

class UnityChecksTest {

    private static final String ASMDEF = "{\"name\":\"%s\",\"references\":[%s]}";

    @Test
    void findsNothingInACompletePackage() throws Exception {
        assertThat(findings(complete())).isEmpty();
    }

    @Test
    void missesTheMetaOfAFileOfAFolderAndOfWhatLiesAtTheTop() throws Exception {
        var found = findings(named("com.acme.core").file("README.md", "").file("Runtime/A.cs", ""));

        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.META_MISSING);
            assertThat(finding.message()).contains("README.md, Runtime, Runtime/A.cs");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "Samples~/Basic/A.cs", ".github/x.yml", "Documentation~/index.md", "Runtime~", "cvs/A.cs", "a.tmp",
            "Plugins.framework/Headers/a.h", "Lib.androidlib/AndroidManifest.xml", "Mac.bundle/Contents/Info.plist" })
    void wantsNoMetaOfWhatUnityDoesNotImport(String path) throws Exception {
        var root = path.substring(0, Math.max(0, path.indexOf('/')));
        var plain = named("com.acme.core", ",\"samples\":[{\"path\":\"Samples~/Basic\"}]");
        var asset = AssetPath.isAsset(root) && !root.isEmpty() ? plain.folder(root) : plain;

        assertThat(codes(asset.file(path, ""))).doesNotContain(Code.META_MISSING, Code.META_ORPHAN);
    }

    @Test
    void namesTheFirstOfManyAndCountsTheOthers() throws Exception {
        var many = named("com.acme.core").folder("Runtime");
        for (var number = 10; number < 27; number++) {
            many.file("Runtime/A" + number + ".cs", "");
        }

        assertThat(findings(many)).singleElement().satisfies(finding -> assertThat(finding.message())
                .contains("Runtime/A10.cs, Runtime/A11.cs, Runtime/A12.cs, Runtime/A13.cs, Runtime/A14.cs and 12 more"));
    }

    @Test
    void findsMetasWithoutTheirAsset() throws Exception {
        assertThat(findings(complete().folder("Gone").meta("old.cs", guid("old")))).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.META_ORPHAN);
            assertThat(finding.message()).contains("Gone.meta, old.cs.meta");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "00000000000000000000000000000000", "ABCDEF0123456789ABCDEF0123456789", "abc",
            "0123456789abcdef0123456789abcdef0" })
    void refusesGuidsThatAreNone(String guid) throws Exception {
        assertThat(codes(complete().file("A.cs", "").meta("A.cs", guid))).containsExactly(Code.META_GUID_INVALID);
    }

    @Test
    void readsGuidsWithWindowsLineEndsAndPassesOverPointersToContentElsewhere() throws Exception {
        assertThat(findings(complete().file("A.cs", "")
                .file("A.cs.meta", "fileFormatVersion: 2\r\nguid: " + guid("a") + "\r\nx: y\r\n")
                .file("B.cs", "")
                .file("B.cs.meta", "version https://git-lfs.github.com/spec/v1\noid sha256:x\nsize 3\n"))).isEmpty();
    }

    @Test
    void readsAHostileLineInNoTime() throws Exception {
        var hostile = complete();
        for (var number = 0; number < 200; number++) {
            hostile.file("A" + number + ".cs", "").file("A" + number + ".cs.meta", "guid:x" + " ".repeat(60_000) + "x");
        }

        assertTimeoutPreemptively(Duration.ofSeconds(20),
                () -> assertThat(codes(hostile)).containsExactly(Code.META_GUID_INVALID));
    }

    @Test
    void findsGuidsThatClashInThePackageAndAcrossTheRun() throws Exception {
        var clashing = complete().asset("A.cs", "").file("B.cs", "").meta("B.cs", guid("com.acme.core/A.cs")).asset("C.cs", "");
        var other = named("com.acme.ui").file("D.cs", "").meta("D.cs", guid("com.acme.core/C.cs"));

        assertThat(findings(clashing, other)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.GUID_CLASH);
            assertThat(finding.message()).contains("A.cs.meta = B.cs.meta")
                    .contains("C.cs.meta = com.acme.ui/D.cs.meta of com.acme.ui");
        });
    }

    @Test
    void saysWhichRuleLeavesTrackedFilesOut() throws Exception {
        var ignoring = complete().file(".gitignore", "*~\n[Bb]uild/\n").file("Documentation~/a.md", "").folder("Runtime/Build")
                .asset("Runtime/Build/B.cs", "").file("notes.txt~", "");

        assertThat(findings(ignoring)).filteredOn(finding -> finding.code() == Code.FILES_IGNORED)
                .extracting(Finding::message)
                .containsExactlyInAnyOrder(
                        "the rule *~ in .gitignore leaves tracked files out of the package: Documentation~/a.md",
                        "the rule [Bb]uild/ in .gitignore leaves tracked files out of the package: Runtime/Build/B.cs, "
                                + "Runtime/Build/B.cs.meta");
    }

    @Test
    void namesTheIgnoreFileOfAFolder() throws Exception {
        assertThat(findings(complete().file("Runtime/.gitignore", "*.dll").asset("Runtime/a.dll", "")))
                .extracting(Finding::message)
                .anySatisfy(message -> assertThat(message).contains("*.dll in Runtime/.gitignore").contains("Runtime/a.dll"));
    }

    @Test
    void trustsThoseWhoWriteAnNpmignoreOrAFilesList() throws Exception {
        assertThat(findings(complete().file(".npmignore", "Tools\nTools.meta").folder("Tools").asset("Tools/t.py", "")))
                .isEmpty();
        assertThat(codes(named("com.acme.core", ",\"files\":[\"package.json.meta\",\"Runtime\"]").folder("Tools")
                .asset("Tools/t.py", ""))).isEmpty();
    }

    @Test
    void saysWhichRuleTakesTheMetas() throws Exception {
        assertThat(findings(complete().file(".npmignore", "*.meta"))).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.META_MISSING);
            assertThat(finding.message()).contains("the rule *.meta in .npmignore leaves it out");
        });
    }

    @Test
    void findsPathsThatDifferInCaseOnly() throws Exception {
        assertThat(findings(complete().asset("Runtime/a.cs", ""))).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.PATH_CASE_CLASH);
            assertThat(finding.message()).contains("Runtime/A.cs = Runtime/a.cs");
        });
    }

    @Test
    void looksForTheFileOfTheLicence() throws Exception {
        var fields = ",\"license\":\"SEE LICENSE IN LICENSE.md\"";

        assertThat(codes(named("com.acme.core", fields))).containsExactly(Code.LICENSE_FILE_MISSING);
        assertThat(codes(named("com.acme.core", fields).asset("LICENSE.md", "x"))).isEmpty();
    }

    @Test
    void comparesSamplesWithTheManifest() throws Exception {
        var samples = named("com.acme.core",
                ",\"samples\":[{\"displayName\":\"a\",\"description\":\"a\",\"path\":\"Samples~/A/\"},"
                        + "{\"displayName\":\"b\",\"description\":\"b\",\"path\":\"Samples~/B\"}]")
                .file("Samples~/A/a.cs", "")
                .file("Samples~/C/c.cs", "").file("Samples~/README.md", "");

        assertThat(findings(samples)).extracting(Finding::code).containsExactly(Code.SAMPLE_MISSING, Code.SAMPLE_NOT_LISTED);
        assertThat(findings(samples).getFirst().pointer()).contains("/samples/1/path");
        assertThat(findings(samples).getLast().message()).contains("Samples~/C");
    }

    @Test
    void saysWhichRuleTakesASample() throws Exception {
        var samples = named("com.acme.core",
                ",\"samples\":[{\"displayName\":\"a\",\"description\":\"a\",\"path\":\"Samples~/A\"}]")
                .file(".gitignore", "*~").file("Samples~/A/a.cs", "");

        assertThat(findings(samples)).filteredOn(finding -> finding.code() == Code.SAMPLE_MISSING).singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("the rule *~ in .gitignore leaves it out"));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = { "1.2.2,2020.3,UNITY_RAISED_IN_PATCH", "1.1.9,2019.4,UNITY_RAISED_IN_MINOR",
            "0.9.0,2019.4,none", "1.2.2,2021.3,none", "1.2.2,2022.1,none", "1.2.2,none,none", "1.2.2,x,none" })
    void tellsWhenACompatibleVersionNeedsANewerUnity(String before, String unity, Code code) throws Exception {
        var found = findings(List.of(complete()), List.of(),
                Optional.of(new Predecessor(SemVersion.parse(before), Optional.ofNullable(unity))));

        assertThat(found).extracting(Finding::code).isEqualTo(code == null ? List.of() : List.of(code));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = { "1.2.2,2021.3.11f1,12f1,UNITY_RAISED_IN_PATCH", "1.2.2,2021.3.11f1,11f1,none",
            "1.2.2,2021.3.9f1,12f1,UNITY_RAISED_IN_PATCH", "1.2.2,2021.3.0b4,0f1,UNITY_RAISED_IN_PATCH",
            "1.2.2,2021.3.0f1,0b4,none", "1.2.2,2021.3,12f1,UNITY_RAISED_IN_PATCH", "1.2.2,2021.3.12f1,none,none",
            "1.2.2,2020.3.48f1,12f1,UNITY_RAISED_IN_PATCH", "1.2.2,2022.3.1f1,12f1,none", "1.1.0,2021.3.11f1,12f1,none",
            "1.2.2,2021.3.x,latest,none", "1.2.2,2020.3.x,latest,UNITY_RAISED_IN_PATCH" })
    void tellsWhenAPatchNeedsANewerReleaseOfUnity(String before, String unity, String release, Code code) throws Exception {
        var raw = JsonNodeFactory.instance.objectNode().put("unity", "2021.3");
        if (release != null) {
            raw.put("unityRelease", release);
        }
        var manifest = new PackageManifest(PackageName.of("com.acme.core"), SemVersion.parse("1.2.3"), "1.2.3", raw);

        var found = UnityVersionCheck.finding(manifest, new Predecessor(SemVersion.parse(before), Optional.of(unity)));

        assertThat(found.map(Finding::code)).isEqualTo(Optional.ofNullable(code));
    }

    @Test
    void missesADependencyOnAPackageOfTheRepository() throws Exception {
        var user = assembly(named("com.acme.ui"), "Acme.Ui", "\"Acme.Core\",\"Nobody.Knows\"");
        var core = assembly(named("com.acme.core"), "Acme.Core", "");

        for (var found : List.of(findings(user, core), findings(List.of(user), List.of(core), Optional.empty()))) {
            assertThat(found).singleElement().satisfies(finding -> {
                assertThat(finding.code()).isEqualTo(Code.ASMDEF_DEPENDENCY_MISSING);
                assertThat(finding.message()).contains("com.acme.core (Acme.Ui refers to");
            });
        }
    }

    @Test
    void resolvesReferencesByGuid() throws Exception {
        var core = assembly(named("com.acme.core"), "Acme.Core", "");
        var user = assembly(named("com.acme.ui"), "Acme.Ui", "\"GUID:" + guid("com.acme.core/Acme.Core.asmdef") + "\"");
        var ugui = assembly(named("com.acme.ui"), "Acme.Ui", "\"GUID:2bafac87e7f4b9b418d9448d219b01ab\"");

        assertThat(findings(user, core)).extracting(Finding::code).containsExactly(Code.ASMDEF_DEPENDENCY_MISSING);
        assertThat(findings(ugui).getFirst().message()).contains("com.unity.ugui").contains("UnityEngine.UI");
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"com.acme.core\":\"1.0.0\"", "\"com.acme.middle\":\"1.0.0\"" })
    void isContentWithWhatComesAlong(String dependencies) throws Exception {
        var user = assembly(named("com.acme.ui", ",\"dependencies\":{" + dependencies + "}"), "Acme.Ui", "\"Acme.Core\"");
        var middle = named("com.acme.middle", ",\"dependencies\":{\"com.acme.core\":\"1.0.0\"}");
        var core = assembly(named("com.acme.core"), "Acme.Core", "");

        assertThat(findings(user, middle, core)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "none", value = {
            "Unity.Addressables;none;true",
            "Unity.Addressables;\"com.unity.addressables\":\"1.0.0\";false",
            "Unity.Mathematics;\"com.unity.burst\":\"1.0.0\";false",
            "Unity.TextMeshPro;\"com.unity.ugui\":\"2.0.0\";false",
            "Unity.InputSystem;\"com.unity.modules.ui\":\"1.0.0\",\"com.unity.ugui\":\"1.0.0\";true",
            "Unity.Addressables;\"com.someone.else\":\"1.0.0\";false" })
    void knowsAssembliesOfUnityUnlessTheyMayComeAlong(String assembly, String dependencies, boolean missing) throws Exception {
        var fields = dependencies == null ? "" : ",\"dependencies\":{" + dependencies + "}";
        var found = codes(assembly(named("com.acme.ui", fields), "Acme.Ui", "\"" + assembly + "\""));

        assertThat(found).isEqualTo(missing ? List.of(Code.ASMDEF_DEPENDENCY_MISSING) : List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"defineConstraints\":[\"UNITY_INCLUDE_TESTS\"]",
            "\"optionalUnityReferences\":[\"TestAssemblies\"]",
            "\"versionDefines\":[{\"name\":\"com.acme.core\",\"expression\":\"\",\"define\":\"CORE\"}]" })
    void sparesTestsAndOptionalReferences(String field) throws Exception {
        var user = named("com.acme.ui").asset("Acme.Ui.asmdef",
                "{\"name\":\"Acme.Ui\",\"references\":[\"Acme.Core\"]," + field + "}");

        assertThat(findings(user, assembly(named("com.acme.core"), "Acme.Core", ""))).isEmpty();
    }

    @Test
    void findsAssembliesThatUnityCannotReadOrThatShareAName() throws Exception {
        var broken = assembly(assembly(named("com.acme.core"), "Acme.Core", "").folder("B"), "B/Acme.Core", "")
                .asset("C.asmdef", "{").asset("D.asmdef", "{}");

        assertThat(findings(broken)).satisfiesExactly(
                finding -> assertThat(finding.message()).contains("C.asmdef, D.asmdef"),
                finding -> assertThat(finding.message()).contains("Acme.Core.asmdef = B/Acme.Core.asmdef"));
    }

    @Test
    void takesLittleTimeForTenThousandFiles() throws Exception {
        var large = named("com.acme.core").file(".gitignore", "*~\n[Bb]uild/\n*.log\n/[Ll]ibrary/\n!keep.log\n");
        for (var folder = 0; folder < 50; folder++) {
            large.folder("F" + folder);
            for (var number = 0; number < 100; number++) {
                large.asset("F" + folder + "/A" + number + ".cs", "class A { }");
            }
        }
        findings(large);
        var clock = ManagementFactory.getThreadMXBean();
        var started = clock.getCurrentThreadCpuTime();

        assertThat(findings(large)).isEmpty();

        // Measured: 0.3 s. Of the processor, not of the wall clock: the machine may do much else.
        assertThat(Duration.ofNanos(clock.getCurrentThreadCpuTime() - started)).isLessThan(Duration.ofSeconds(2));
    }

    private static PackageFixture complete() {
        return named("com.acme.core").folder("Runtime").asset("Runtime/A.cs", "").asset("README.md", "");
    }

    private static PackageFixture assembly(PackageFixture fixture, String path, String references) {
        return fixture.asset(path + ".asmdef", ASMDEF.formatted(path.substring(path.lastIndexOf('/') + 1), references));
    }

    private static List<Code> codes(PackageFixture fixture) throws Exception {
        return findings(fixture).stream().map(Finding::code).toList();
    }
}
