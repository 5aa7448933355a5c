using System;
using System.Collections.Generic;

namespace Studio.Core
{
    /// <summary>Carries messages between objects that do not know each other.</summary>
    public sealed class MessageBus
    {
        private readonly Dictionary<Type, List<Delegate>> handlers = new Dictionary<Type, List<Delegate>>();

        public IDisposable Subscribe<T>(Action<T> handler)
        {
            if (handler == null) throw new ArgumentNullException(nameof(handler));
            if (!handlers.TryGetValue(typeof(T), out var list)) handlers[typeof(T)] = list = new List<Delegate>();
            list.Add(handler);
            return new Subscription(() => list.Remove(handler));
        }

        public void Publish<T>(T message)
        {
            if (!handlers.TryGetValue(typeof(T), out var list)) return;
            // A handler may unsubscribe while it is called.
            foreach (var handler in list.ToArray()) ((Action<T>)handler)(message);
        }

        private sealed class Subscription : IDisposable
        {
            private Action end;

            public Subscription(Action end) => this.end = end;

            public void Dispose()
            {
                end?.Invoke();
                end = null;
            }
        }
    }
}
