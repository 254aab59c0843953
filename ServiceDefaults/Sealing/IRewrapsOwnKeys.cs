namespace Clinic.ServiceDefaults;

/// <summary>A service that keeps wrapped data keys in rows of its own wraps them anew when its secret changes.</summary>
public interface IRewrapsOwnKeys
{
    /// <summary>
    /// Wraps the next keys after this id by the secret that counts, some at a time; says the last id, or nothing at the end.
    /// </summary>
    Task<Guid?> RewrapAfter(ServiceDb db, Guid last, CancellationToken stop);
}
