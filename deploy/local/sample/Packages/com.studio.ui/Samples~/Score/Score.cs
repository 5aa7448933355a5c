using Studio.Core;
using Studio.UI;
using UnityEngine;

public sealed class Score : MonoBehaviour
{
    [SerializeField] private BoundLabel label;

    private readonly Observable<int> points = new Observable<int>();

    private void Start() => label.Bind(points);

    public void Add(int more) => points.Value += more;
}
