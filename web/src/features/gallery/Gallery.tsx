export default function Gallery() {
  return <main id="page" />
}
