using NUnit.Framework;

namespace Studio.Core.Tests
{
    public sealed class ObservableTests
    {
        [Test]
        public void TellsOnlyRealChanges()
        {
            var changes = 0;
            var observable = new Observable<int>(1);
            observable.Changed += _ => changes++;

            observable.Value = 1;
            observable.Value = 2;

            Assert.AreEqual(1, changes);
        }
    }
}
