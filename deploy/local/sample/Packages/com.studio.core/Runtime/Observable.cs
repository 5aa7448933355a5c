using System;
using System.Collections.Generic;

namespace Studio.Core
{
    /// <summary>A value that tells when it changes.</summary>
    public sealed class Observable<T>
    {
        private T value;

        public Observable(T initial = default) => value = initial;

        public event Action<T> Changed;

        public T Value
        {
            get => value;
            set
            {
                if (EqualityComparer<T>.Default.Equals(this.value, value)) return;
                this.value = value;
                Changed?.Invoke(value);
            }
        }
    }
}
