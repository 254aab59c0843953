namespace Clinic.ServiceDefaults;

/// <summary>
/// A number or choice the handbooks fix or leave open: declared beside the noun that uses it, set per branch with a group
/// default, from an instant on. The value in force when a clock or act began judges it.
/// </summary>
public abstract record Policy(string Key, string DefaultText, string Seed)
{
    /// <summary>Null when the text is a value this policy can take, else what is wrong.</summary>
    public abstract string? WhyNot(string text);

    /// <summary>All policies declared in an assembly as static fields.</summary>
    public static IReadOnlyList<Policy> In(Assembly assembly) =>
        [
            .. assembly
                .GetTypes()
                .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
                .Where(field => field.FieldType.IsAssignableTo(typeof(Policy)))
                .Select(field => (Policy)field.GetValue(null)!)
                .OrderBy(policy => policy.Key, StringComparer.Ordinal),
        ];
}

/// <summary>A policy whose value has a type and bounds.</summary>
/// <param name="Seed">The handbook clause that fixes the default, or "default, unconfirmed".</param>
public sealed record Policy<T>(string Key, T Default, T Least, T Most, string Seed) : Policy(Key, Text(Default), Seed)
    where T : struct, IComparable<T>, IParsable<T>
{
    /// <summary>Reads a stored value.</summary>
    public T Read(string text) => T.Parse(text, CultureInfo.InvariantCulture);

    public override string? WhyNot(string text) =>
        !T.TryParse(text, CultureInfo.InvariantCulture, out var value) ? $"{Key} takes {Kind}."
        : value.CompareTo(Least) < 0 || value.CompareTo(Most) > 0 ? $"{Key} lies between {Text(Least)} and {Text(Most)}."
        : null;

    static string Kind =>
        typeof(T).GetGenericArguments() is [var words] ? $"one of {string.Join(", ", Enum.GetNames(words))}" : $"a {typeof(T).Name}";

    static string Text(T value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
