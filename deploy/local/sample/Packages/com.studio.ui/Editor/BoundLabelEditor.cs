using UnityEditor;

namespace Studio.UI.Editor
{
    [CustomEditor(typeof(BoundLabel))]
    public sealed class BoundLabelEditor : UnityEditor.Editor
    {
        public override void OnInspectorGUI()
        {
            EditorGUILayout.HelpBox("{0} stands for the value.", MessageType.Info);
            base.OnInspectorGUI();
        }
    }
}
