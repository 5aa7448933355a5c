using Studio.Core;
using UnityEngine;

public sealed class Greeter : MonoBehaviour
{
    private static readonly MessageBus Bus = new MessageBus();

    private void Start()
    {
        using (Bus.Subscribe<string>(Debug.Log)) Bus.Publish("Hello");
    }
}
