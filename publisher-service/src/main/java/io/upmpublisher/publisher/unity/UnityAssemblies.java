package io.upmpublisher.publisher.unity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Assemblies of Unity's own packages that other packages refer to, and what those packages bring along. Not all there are: what
 * is not known here is never complained of.
 */
final class UnityAssemblies {

    private static final String UGUI = "com.unity.ugui";
    private static final String MATHEMATICS = "com.unity.mathematics";
    private static final String BURST = "com.unity.burst";
    private static final String COLLECTIONS = "com.unity.collections";
    private static final String RENDER_CORE = "com.unity.render-pipelines.core";
    private static final String SHADER_GRAPH = "com.unity.shadergraph";
    private static final String BUILD_PIPELINE = "com.unity.scriptablebuildpipeline";
    private static final String SPLINES = "com.unity.splines";
    private static final String ADDRESSABLES = "com.unity.addressables";
    private static final String TEXT_MESH_PRO = "com.unity.textmeshpro";
    private static final String INPUT_SYSTEM = "com.unity.inputsystem";
    private static final String TEST_FRAMEWORK = "com.unity.test-framework";
    private static final String JSON = "com.unity.nuget.newtonsoft-json";
    private static final String MODULES = "com.unity.modules.";

    /** Any of the packages brings the assembly: TextMesh Pro became a part of another package. */
    private static final Map<String, Set<String>> PACKAGES = new HashMap<>();

    /** Of a version of any age: what one of them brought along is not missed. */
    private static final Map<String, List<String>> DEPENDENCIES = new HashMap<>();

    /** As packages refer to them by guid. */
    private static final Map<String, String> NAMES = Map.of(
            "2bafac87e7f4b9b418d9448d219b01ab", "UnityEngine.UI",
            "6055be8ebefd69e48b49212b09b47b2f", "Unity.TextMeshPro",
            "75469ad4d38634e559750d17036d5f7c", "Unity.InputSystem",
            "9e24947de15b9834991c9d8411ea37cf", "Unity.Addressables",
            "d8b63aba1907145bea998dd612889d6b", "Unity.Mathematics",
            "2665a8d13d1b3f18800f46e256720795", "Unity.Burst",
            "e0cd26848372d4e5c891c569017e11f1", "Unity.Collections");

    static {
        brings(UGUI, List.of(), "UnityEngine.UI", "UnityEditor.UI");
        brings(TEXT_MESH_PRO, List.of(UGUI));
        List.of("Unity.TextMeshPro", "Unity.TextMeshPro.Editor")
                .forEach(assembly -> PACKAGES.put(assembly, Set.of(TEXT_MESH_PRO, UGUI)));
        brings(INPUT_SYSTEM, List.of(), "Unity.InputSystem", "Unity.InputSystem.ForUI");
        brings(ADDRESSABLES, List.of(BUILD_PIPELINE, TEST_FRAMEWORK), "Unity.Addressables", "Unity.Addressables.Editor",
                "Unity.ResourceManager");
        brings(BUILD_PIPELINE, List.of(TEST_FRAMEWORK), "Unity.ScriptableBuildPipeline",
                "Unity.ScriptableBuildPipeline.Editor");
        brings(MATHEMATICS, List.of(), "Unity.Mathematics");
        brings(BURST, List.of(MATHEMATICS), "Unity.Burst");
        brings(COLLECTIONS, List.of(BURST, MATHEMATICS, TEST_FRAMEWORK), "Unity.Collections");
        brings("com.unity.localization", List.of(ADDRESSABLES, BUILD_PIPELINE, JSON), "Unity.Localization",
                "Unity.Localization.Editor");
        brings("com.unity.timeline", List.of(), "Unity.Timeline", "Unity.Timeline.Editor");
        brings("com.unity.cinemachine", List.of(SPLINES, MATHEMATICS, TEST_FRAMEWORK), "Cinemachine", "Unity.Cinemachine");
        brings(SPLINES, List.of(MATHEMATICS), "Unity.Splines");
        brings(RENDER_CORE, List.of(UGUI, MATHEMATICS, BURST, COLLECTIONS), "Unity.RenderPipelines.Core.Runtime",
                "Unity.RenderPipelines.Core.Editor");
        brings(SHADER_GRAPH, List.of(RENDER_CORE, UGUI, MATHEMATICS, BURST, COLLECTIONS));
        brings("com.unity.render-pipelines.universal",
                List.of(RENDER_CORE, SHADER_GRAPH, UGUI, MATHEMATICS, BURST, COLLECTIONS),
                "Unity.RenderPipelines.Universal.Runtime", "Unity.RenderPipelines.Universal.Editor");
        brings("com.unity.render-pipelines.high-definition",
                List.of(RENDER_CORE, SHADER_GRAPH, "com.unity.visualeffectgraph", UGUI, MATHEMATICS, BURST, COLLECTIONS),
                "Unity.RenderPipelines.HighDefinition.Runtime", "Unity.RenderPipelines.HighDefinition.Editor");
        brings("com.unity.visualeffectgraph", List.of(SHADER_GRAPH, RENDER_CORE, UGUI, MATHEMATICS, BURST, COLLECTIONS),
                "Unity.VisualEffectGraph.Runtime");
        brings("com.unity.postprocessing", List.of(), "Unity.Postprocessing.Runtime", "Unity.Postprocessing.Editor");
        brings("com.unity.mobile.notifications", List.of(), "Unity.Notifications.Android", "Unity.Notifications.iOS");
        brings(TEST_FRAMEWORK, List.of());
        brings(JSON, List.of());
    }

    private UnityAssemblies() {
    }

    /** Any of which brings the assembly; none if it is not known. */
    static Set<String> packagesOf(String reference) {
        return PACKAGES.getOrDefault(reference, Set.of());
    }

    static Optional<String> nameOf(String guid) {
        return Optional.ofNullable(NAMES.get(guid));
    }

    /** What a package brings along; empty if it is not known. */
    static Optional<List<String>> dependenciesOf(String unityPackage) {
        return unityPackage.startsWith(MODULES) ? Optional.of(List.of()) : Optional.ofNullable(DEPENDENCIES.get(unityPackage));
    }

    private static void brings(String unityPackage, List<String> dependencies, String... assemblies) {
        DEPENDENCIES.put(unityPackage, dependencies);
        for (var assembly : assemblies) {
            PACKAGES.put(assembly, Set.of(unityPackage));
        }
    }
}
