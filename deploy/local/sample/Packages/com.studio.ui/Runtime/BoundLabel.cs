using Studio.Core;
using UnityEngine;
using UnityEngine.UI;

namespace Studio.UI
{
    /// <summary>Shows an observable value as text.</summary>
    [RequireComponent(typeof(Text))]
    public sealed class BoundLabel : MonoBehaviour
    {
        [SerializeField] private string format = "{0}";

        private Observable<int> source;

        public void Bind(Observable<int> observable)
        {
            Unbind();
            source = observable;
            source.Changed += Show;
            Show(source.Value);
        }

        private void OnDestroy() => Unbind();

        private void Unbind()
        {
            if (source != null) source.Changed -= Show;
            source = null;
        }

        private void Show(int value) => GetComponent<Text>().text = string.Format(format, value);
    }
}
